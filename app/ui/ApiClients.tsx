import { BlockStack, Button, Form, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ApiClientItem, type ApiClientShown } from "./ApiClientItem.tsx";
import { FocusKeeper } from "./FocusKeeper.tsx";
import { type FreshSecret, SecretOnce } from "./SecretOnce.tsx";

interface ApiClientsProps {
  clients: ApiClientShown[];
  timeZone: string;
  /** The instant at which the page was made: what "live" refers to. */
  now: string;
  fresh: FreshSecret | null;
  /** Next to the name of the client to create. */
  nameError: string | null;
  running: "yes" | "no";
  onCreate: (name: string) => void;
  onRotate: (clientId: string, oldSecretHours: number) => void;
  onRevoke: (clientId: string) => void;
  onSecretStored: () => void;
}

/** The credentials of email platforms and scripts. */
export function ApiClients(props: ApiClientsProps) {
  const { clients, fresh, nameError, running, onCreate } = props;
  const [creating, setCreating] = useState(false);
  const [name, setName] = useState("");
  useEffect(() => {
    if (!fresh) return;
    setCreating(false);
    setName("");
  }, [fresh]);
  const live = clients.filter(({ revokedAt }) => revokedAt === null);
  const revoked = clients.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <FocusKeeper
      title="API clients"
      gap="400"
      action={creating ? null : <Button onClick={() => setCreating(true)}>Create API client</Button>}
    >
      <Text as="p" tone="subdued">
        One for each system that asks for codes: your email platform, a script. Each has a key id and a secret
        with which it signs its requests.
      </Text>
      {fresh ? <SecretOnce fresh={fresh} timeZone={props.timeZone} onDone={props.onSecretStored} /> : null}
      {creating ? (
        <Form onSubmit={() => onCreate(name)}>
          <BlockStack gap="300">
            <TextField
              label="Name of the API client"
              value={name}
              onChange={setName}
              error={nameError ?? undefined}
              helpText="The system that will use it. It shows in the history."
              autoComplete="off"
              autoFocus
            />
            <InlineStack gap="200">
              <Button submit variant="primary" loading={running === "yes"}>
                Create
              </Button>
              <Button onClick={() => setCreating(false)}>Cancel</Button>
            </InlineStack>
          </BlockStack>
        </Form>
      ) : null}
      {clients.length === 0 && !creating ? <Text as="p">There is none yet.</Text> : null}
      <BlockStack as="ul" gap="400">
        {[...live, ...revoked].map((client) => (
          <ApiClientItem
            key={client.id}
            client={client}
            timeZone={props.timeZone}
            now={props.now}
            running={running}
            onRotate={(hours) => props.onRotate(client.id, hours)}
            onRevoke={() => props.onRevoke(client.id)}
          />
        ))}
      </BlockStack>
    </FocusKeeper>
  );
}
