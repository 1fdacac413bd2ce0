import { Badge, BlockStack, Button, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ConfirmModal } from "./ConfirmModal.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { formatHours, formatTime } from "./format.ts";

export interface ApiClientShown {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  secrets: { createdAt: string; expiresAt: string | null }[];
}

/** Hours that a replaced secret may go on working. */
const OVERLAPS = [0, 1, 24, 72, 168];
const USUAL_OVERLAP = "24";

interface ApiClientItemProps {
  client: ApiClientShown;
  timeZone: string;
  now: string;
  running: "yes" | "no";
  onRotate: (oldSecretHours: number) => void;
  onRevoke: () => void;
}

export function ApiClientItem(props: ApiClientItemProps) {
  const { client, timeZone, running } = props;
  const [panel, setPanel] = useState<"rotate" | "revoke" | null>(null);
  return (
    <li className="cp-plain-item cp-client">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <div className="cp-break">
            <InlineStack gap="200" align="start" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {client.name}
              </Text>
              {client.revokedAt ? <Badge>Revoked</Badge> : null}
            </InlineStack>
            <InlineStack gap="200" align="start" blockAlign="center">
              <code className="cp-break">{client.id}</code>
              {client.revokedAt ? null : (
                <CopyButton
                  text={client.id}
                  label={`Copy the key id of ${client.name}`}
                  done="Key id copied"
                />
              )}
            </InlineStack>
          </div>
          {client.revokedAt ? null : (
            <InlineStack gap="200">
              <Button
                onClick={() => setPanel(panel === "rotate" ? null : "rotate")}
                ariaExpanded={panel === "rotate"}
                accessibilityLabel={`New secret for ${client.name}`}
              >
                New secret
              </Button>
              <Button
                tone="critical"
                onClick={() => setPanel("revoke")}
                accessibilityLabel={`Revoke ${client.name}`}
              >
                Revoke
              </Button>
            </InlineStack>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {stateSentence(client, timeZone, props.now)}
        </Text>
        {panel === "rotate" ? (
          <RotatePanel
            running={running}
            onCancel={() => setPanel(null)}
            onRotate={(hours) => {
              props.onRotate(hours);
              setPanel(null);
            }}
          />
        ) : null}
      </BlockStack>
      <ConfirmModal
        id={`revoke-${client.id}`}
        open={panel === "revoke"}
        title={`Revoke ${client.name}?`}
        confirm="Revoke API client"
        tone="critical"
        running={running}
        onClose={() => setPanel(null)}
        onConfirm={() => {
          props.onRevoke();
          setPanel(null);
        }}
      >
        <Text as="p">
          Within seconds its requests are refused and it gets no more codes. This cannot be undone; you would
          create a new client.
        </Text>
      </ConfirmModal>
    </li>
  );
}

function stateSentence(client: ApiClientShown, timeZone: string, now: string): string {
  if (client.revokedAt) return `Revoked on ${formatTime(client.revokedAt, timeZone)}.`;
  const used = client.lastUsedAt ? `Last used ${formatTime(client.lastUsedAt, timeZone)}.` : "Not used yet.";
  const ending = client.secrets.find(({ expiresAt }) => expiresAt !== null && expiresAt > now)?.expiresAt;
  const old = ending ? ` Its old secret works until ${formatTime(ending, timeZone)}.` : "";
  return `Created ${formatTime(client.createdAt, timeZone)}. ${used}${old}`;
}

function RotatePanel({
  running,
  onRotate,
  onCancel,
}: {
  running: "yes" | "no";
  onRotate: (hours: number) => void;
  onCancel: () => void;
}) {
  const [hours, setHours] = useState(USUAL_OVERLAP);
  return (
    <div className="cp-panel">
      <BlockStack gap="300">
        <Select
          label="How long should the old secret go on working?"
          helpText="Long enough to put the new secret into place. Until then both work."
          options={OVERLAPS.map((overlap) => ({
            value: String(overlap),
            label: overlap === 0 ? "Not at all: end it now" : formatHours(overlap),
          }))}
          value={hours}
          onChange={setHours}
        />
        <InlineStack gap="200">
          <Button
            variant="primary"
            tone={hours === "0" ? "critical" : undefined}
            loading={running === "yes"}
            onClick={() => onRotate(Number(hours))}
          >
            Make new secret
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}
