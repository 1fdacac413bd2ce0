import { BlockStack, Button, Card, Form, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

/** One field for a code, a contact or a message. */
export function FindForm({ running, onFind }: { running: "yes" | "no"; onFind: (asked: string) => void }) {
  const [asked, setAsked] = useState("");
  const find = () => {
    if (asked.trim() !== "") onFind(asked.trim());
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Form onSubmit={find}>
          <TextField
            label="Code, contact or message"
            value={asked}
            onChange={setAsked}
            placeholder="SAVE-7KQ2 or ada@example.com"
            autoComplete="off"
            spellCheck={false}
            helpText="In all pools. A contact is what your email platform sends, such as an email address or an id; a message is its key."
            connectedRight={
              <Button submit variant="primary" loading={running === "yes"}>
                Find
              </Button>
            }
          />
        </Form>
        <Text as="p" tone="subdued">
          Contacts are stored scrambled, so an answer names the message and not the person.
        </Text>
      </BlockStack>
    </Card>
  );
}
