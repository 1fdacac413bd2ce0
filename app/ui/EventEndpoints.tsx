import { BlockStack, Button, Form, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { type EndpointShown, EventEndpoint } from "./EventEndpoint.tsx";
import { FocusKeeper } from "./FocusKeeper.tsx";
import { type FreshSecret, SecretOnce } from "./SecretOnce.tsx";

interface EventEndpointsProps {
  endpoints: EndpointShown[];
  timeZone: string;
  fresh: FreshSecret | null;
  /** Next to the address of the endpoint to add. */
  problem: string | null;
  /** What is being done now, and to which endpoint. */
  running: { intent: string; endpointId: string | null } | null;
  onAdd: (url: string) => void;
  onTest: (endpointId: string) => void;
  onSwitchOn: (endpointId: string) => void;
  onRemove: (endpointId: string) => void;
  onSendAgain: (endpointId: string, eventId: string) => void;
  onSecretStored: () => void;
}

/** Where email platforms hear of events. */
export function EventEndpoints(props: EventEndpointsProps) {
  const { endpoints, fresh, problem, running } = props;
  const [adding, setAdding] = useState(false);
  const [url, setUrl] = useState("");
  useEffect(() => {
    if (!fresh) return;
    setAdding(false);
    setUrl("");
  }, [fresh]);
  return (
    <FocusKeeper
      title="Event endpoints"
      gap="400"
      action={adding ? null : <Button onClick={() => setAdding(true)}>Add endpoint</Button>}
    >
      <Text as="p" tone="subdued">
        Addresses of your email platform that hear at once when a pool runs low, goes dry or recovers, what
        became of uploads, and which codes were redeemed. Every event is signed (Standard Webhooks).
      </Text>
      {fresh ? <SecretOnce fresh={fresh} timeZone={props.timeZone} onDone={props.onSecretStored} /> : null}
      {adding ? (
        <Form onSubmit={() => props.onAdd(url)}>
          <BlockStack gap="300">
            <TextField
              label="Address of the endpoint"
              type="url"
              value={url}
              onChange={setUrl}
              error={problem ?? undefined}
              placeholder="https://mail.example.com/hooks/coupons"
              helpText="It must be public and start with https."
              autoComplete="off"
              autoFocus
            />
            <InlineStack gap="200">
              <Button submit variant="primary" loading={running?.intent === "add-endpoint"}>
                Add
              </Button>
              <Button onClick={() => setAdding(false)}>Cancel</Button>
            </InlineStack>
          </BlockStack>
        </Form>
      ) : null}
      {endpoints.length === 0 && !adding ? <Text as="p">There is none yet.</Text> : null}
      <BlockStack as="ul" gap="500">
        {endpoints.map((endpoint) => (
          <EventEndpoint
            key={endpoint.id}
            endpoint={endpoint}
            timeZone={props.timeZone}
            running={running?.endpointId === endpoint.id ? running.intent : null}
            onTest={() => props.onTest(endpoint.id)}
            onSwitchOn={() => props.onSwitchOn(endpoint.id)}
            onRemove={() => props.onRemove(endpoint.id)}
            onSendAgain={(eventId) => props.onSendAgain(endpoint.id, eventId)}
          />
        ))}
      </BlockStack>
    </FocusKeeper>
  );
}
