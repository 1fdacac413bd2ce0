import { BlockStack, Button, InlineStack, List, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import type { ContactIdentifier } from "../privacy/contact-identifier.ts";
import type { PrivacyView } from "../privacy/privacy-view.ts";
import { ConfirmModal } from "./ConfirmModal.tsx";
import { FocusKeeper } from "./FocusKeeper.tsx";
import { forgottenWords } from "./privacy-words.ts";

interface ForgetContactProps {
  erased: PrivacyView["erased"];
  identifier: ContactIdentifier;
  timeZone: string;
  problem: string | null;
  running: "yes" | "no";
  /** The answer to the last one that was forgotten; another object each time. */
  done: object | null;
  onForget: (contact: string) => void;
}

/** Forgets one person, and what was forgotten lately. */
export function ForgetContact(props: ForgetContactProps) {
  const { erased, problem, running, done, onForget } = props;
  const [contact, setContact] = useState("");
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (done) setContact("");
  }, [done]);
  return (
    <div>
      <FocusKeeper title="Forget a contact" gap="300">
        <Text as="p">
          Cuts the link between a person and their codes, in every pool. The codes stay assigned and go on
          working; counts stay as they are. In a pool with one code per contact this person can get another.
        </Text>
        <TextField
          label="Contact"
          helpText="Exactly as your email platform sends it: an email address, a customer number, or its own number."
          value={contact}
          onChange={setContact}
          error={problem ?? undefined}
          autoComplete="off"
        />
        <InlineStack>
          <Button
            tone="critical"
            disabled={contact.trim() === ""}
            loading={running === "yes"}
            onClick={() => setAsking(true)}
          >
            Forget this contact
          </Button>
        </InlineStack>
        {erased.length === 0 ? null : <Forgotten {...props} />}
      </FocusKeeper>
      <ConfirmModal
        id="forget-contact"
        open={asking}
        title="Forget this contact?"
        confirm="Forget"
        tone="critical"
        running={running}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          onForget(contact);
        }}
      >
        <p>Nobody can find out afterwards which codes this person got. This cannot be undone.</p>
      </ConfirmModal>
    </div>
  );
}

function Forgotten({
  erased,
  identifier,
  timeZone,
}: Pick<ForgetContactProps, "erased" | "identifier" | "timeZone">) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Forgotten lately
      </Text>
      <List>
        {erased.map((one) => (
          <List.Item key={one.id}>{forgottenWords(one, identifier, timeZone)}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
}
