import { Badge, BlockStack, Button, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { formatTime } from "./format.ts";

/** Broadcast campaigns: allowed or not, and what that means. */
export function BroadcastSetting({
  allowed,
  running,
  onChange,
}: {
  allowed: "yes" | "no";
  running: "yes" | "no";
  onChange: (allowed: "yes" | "no") => void;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Broadcast campaigns
          </Text>
          <Badge tone={allowed === "yes" ? "success" : undefined}>
            {allowed === "yes" ? "Allowed" : "Not allowed"}
          </Badge>
        </InlineStack>
        <Text as="p">
          A broadcast goes to a whole list at once and can empty a pool in a minute. Automations, which send
          one message at a time, always work. Allow broadcasts once your pools are large enough for your
          lists.
        </Text>
        <InlineStack>
          <Button loading={running === "yes"} onClick={() => onChange(allowed === "yes" ? "no" : "yes")}>
            {allowed === "yes" ? "Stop allowing broadcasts" : "Allow broadcasts"}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** The account's time zone. */
export function TimeZoneSetting({
  timeZone,
  timeZones,
  error,
  running,
  onChange,
}: {
  timeZone: string;
  timeZones: string[];
  error: string | null;
  running: "yes" | "no";
  onChange: (timeZone: string) => void;
}) {
  const [chosen, setChosen] = useState(timeZone);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Time zone
        </Text>
        <Select
          label="Time zone of the account"
          helpText="Times on these pages are shown in it, and an expiry date without a time ends with that day there."
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          value={chosen}
          onChange={setChosen}
          error={error ?? undefined}
        />
        <InlineStack>
          <Button disabled={chosen === timeZone} loading={running === "yes"} onClick={() => onChange(chosen)}>
            Save time zone
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

export interface StoreShown {
  id: string;
  platform: "shopify" | "magento";
  name: string;
  domain: string;
  connectedAt: string;
  disconnectedAt: string | null;
}

const PLATFORM_NAMES = { shopify: "Shopify", magento: "Magento" } as const;

/** The stores that share the account's pools. */
export function Stores({ stores, timeZone }: { stores: StoreShown[]; timeZone: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Stores
        </Text>
        <BlockStack as="ul" gap="300">
          {stores.map((store) => (
            <li key={store.id} className="cp-plain-item">
              <InlineStack align="space-between" gap="200" blockAlign="start">
                <div className="cp-break">
                  <Text as="p" fontWeight="semibold">
                    {store.name}
                  </Text>
                  <Text as="p" tone="subdued">
                    {`${PLATFORM_NAMES[store.platform]} · ${store.domain}`}
                  </Text>
                </div>
                {store.disconnectedAt ? (
                  <Badge tone="critical">{`Disconnected ${formatTime(store.disconnectedAt, timeZone)}`}</Badge>
                ) : (
                  <Badge tone="success">{`Connected ${formatTime(store.connectedAt, timeZone)}`}</Badge>
                )}
              </InlineStack>
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
