import { BlockStack, Button, Card, Form, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

/** Longer than any code, contact or key; the page's action takes no more. */
const CHARACTERS_MAX = 400;

/** One field for a code, a contact or a message. */
export function FindForm({ running, onFind }: { running: "yes" | "no"; onFind: (asked: string) => void }) {
  const [asked, setAsked] = useState("");
  const wanted = asked.trim();
  const isTooLong = wanted.length > CHARACTERS_MAX;
  const find = () => {
    if (wanted !== "" && !isTooLong) onFind(wanted);
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
            error={
              isTooLong
                ? `Enter one code, contact or message, at most ${CHARACTERS_MAX} characters.`
                : undefined
            }
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
