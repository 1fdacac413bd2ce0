import { Badge, Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { EventType } from "../events/event-types.ts";
import { eventLabel } from "./AlertMails.tsx";
import { ConfirmModal } from "./ConfirmModal.tsx";
import { formatCount, formatTime } from "./format.ts";

interface DeliveryShown {
  eventId: string;
  type: EventType;
  poolName: string | null;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  status: number | null;
  error: string | null;
  at: string;
}

export interface EndpointShown {
  id: string;
  url: string;
  createdAt: string;
  failingSince: string | null;
  lastError: string | null;
  offAt: string | null;
  offReason: "silent" | "gone" | null;
  waiting: number;
  givenUp: number;
  deliveries: DeliveryShown[];
}

interface EventEndpointProps {
  endpoint: EndpointShown;
  timeZone: string;
  /** What is being done to it now. */
  running: string | null;
  onTest: () => void;
  onSwitchOn: () => void;
  onRemove: () => void;
  onSendAgain: (eventId: string) => void;
}

/** One endpoint: how it does, and its newest events. */
export function EventEndpoint(props: EventEndpointProps) {
  const { endpoint, running } = props;
  const [removing, setRemoving] = useState(false);
  const { host } = new URL(endpoint.url);
  return (
    <li className="cp-plain-item">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <div className="cp-break">
            <Text as="h3" variant="headingSm">
              {endpoint.url}
            </Text>
            <InlineStack gap="200" align="start" blockAlign="center">
              <StateBadge endpoint={endpoint} />
              {endpoint.waiting > 0 ? (
                <Text as="span" tone="subdued">
                  {countOf(endpoint.waiting)} waiting
                </Text>
              ) : null}
              {endpoint.givenUp > 0 ? (
                <Text as="span" tone="subdued">
                  {countOf(endpoint.givenUp)} given up
                </Text>
              ) : null}
            </InlineStack>
          </div>
          <InlineStack gap="200">
            <Button
              onClick={props.onTest}
              loading={running === "test-endpoint"}
              disabled={endpoint.offAt !== null}
              accessibilityLabel={`Send a test event to ${host}`}
            >
              Send a test
            </Button>
            <Button tone="critical" onClick={() => setRemoving(true)} accessibilityLabel={`Remove ${host}`}>
              Remove
            </Button>
          </InlineStack>
        </InlineStack>
        {endpoint.failingSince && !endpoint.offAt ? (
          <Text as="p">
            No event has arrived since{" "}
            <time dateTime={endpoint.failingSince}>{formatTime(endpoint.failingSince, props.timeZone)}</time>:{" "}
            {endpoint.lastError ?? "every try failed."} We go on trying for three days.
          </Text>
        ) : null}
        {endpoint.offAt ? (
          <Banner
            tone="critical"
            title="Switched off"
            action={{
              content: "Switch on again",
              onAction: props.onSwitchOn,
              loading: running === "switch-on",
            }}
          >
            <p>
              {endpoint.offReason === "gone"
                ? "It answered that it is gone (410)."
                : `Every try of three days failed. The last one: ${endpoint.lastError ?? "no answer."}`}{" "}
              Events wait for it for 30 days. Switched on again, it gets them in their order.
            </p>
          </Banner>
        ) : null}
        <Deliveries {...props} />
      </BlockStack>
      <ConfirmModal
        id={`remove-${endpoint.id}`}
        open={removing}
        title={`Remove ${host}?`}
        confirm="Remove endpoint"
        tone="critical"
        running={running === "remove-endpoint" ? "yes" : "no"}
        onConfirm={props.onRemove}
        onClose={() => setRemoving(false)}
      >
        <p>It gets no further events. What waits for it, and the log of what it got, are deleted.</p>
      </ConfirmModal>
    </li>
  );
}

/** The newest events of an endpoint, and what came of each. */
function Deliveries({ endpoint, timeZone, running, onSendAgain }: EventEndpointProps) {
  const { deliveries } = endpoint;
  if (deliveries.length === 0) return <Text as="p">Nothing was sent to it yet.</Text>;
  return (
    <BlockStack as="ul" gap="200">
      {deliveries.map((delivery) => (
        <li key={delivery.eventId} className="cp-plain-item">
          <InlineStack align="space-between" blockAlign="start" gap="200">
            <div className="cp-break">
              <Text as="p">
                {eventLabel(delivery.type)}
                {delivery.poolName ? `: ${delivery.poolName}` : ""}
              </Text>
              <Text as="p" tone="subdued" variant="bodySm">
                <time dateTime={delivery.at}>{formatTime(delivery.at, timeZone)}</time> · {outcome(delivery)}
              </Text>
            </div>
            <InlineStack gap="200" blockAlign="center">
              <Badge tone={DELIVERY_STATES[delivery.state].tone}>
                {DELIVERY_STATES[delivery.state].label}
              </Badge>
              <Button
                variant="plain"
                disabled={endpoint.offAt !== null}
                loading={running === `send-again ${delivery.eventId}`}
                onClick={() => onSendAgain(delivery.eventId)}
                accessibilityLabel={`${again(delivery)}: ${eventLabel(delivery.type)}, ${delivery.eventId}`}
              >
                {again(delivery)}
              </Button>
            </InlineStack>
          </InlineStack>
        </li>
      ))}
    </BlockStack>
  );
}

const DELIVERY_STATES = {
  waiting: { label: "Waiting", tone: "info" },
  delivered: { label: "Delivered", tone: "success" },
  failed: { label: "Given up", tone: "critical" },
} as const;

/** Counted to a thousand. */
function countOf(events: number): string {
  return events >= 1_000 ? "1,000 or more" : formatCount(events);
}

function StateBadge({ endpoint }: { endpoint: EndpointShown }) {
  if (endpoint.offAt) return <Badge tone="critical">Off</Badge>;
  if (endpoint.failingSince) return <Badge tone="warning">Failing</Badge>;
  return <Badge tone="success">On</Badge>;
}

function again({ state }: DeliveryShown): string {
  return state === "waiting" ? "Try now" : "Send again";
}

/** What came of the tries so far. */
function outcome({ attempts, status, error, state }: DeliveryShown): string {
  if (attempts === 0) return "not tried yet";
  const tries = attempts === 1 ? "1 try" : `${formatCount(attempts)} tries`;
  if (state === "delivered") return `answered ${status}, ${tries}`;
  return `${tries}. ${error ?? ""}`;
}
