import { Banner, BlockStack, Card, ChoiceList, Text } from "@shopify/polaris";
import { CONTACT_IDENTIFIERS, type ContactIdentifier } from "../privacy/contact-identifier.ts";

const WORDS = {
  email: { label: "Email address", help: "Shopify's requests find the person by it." },
  customer_id: {
    label: "Shopify's customer number",
    help: "Plain or as gid://shopify/Customer/…; Shopify's requests find the person by it.",
  },
  phone: { label: "Phone number", help: "Shopify's requests find the person if it is written the same way." },
  own: { label: "The email platform's own number", help: "Shopify does not know it." },
} as const satisfies Record<ContactIdentifier, { label: string; help: string }>;

/** How the email platform names people, and what follows from it. */
export function ContactIdentifierSetting({
  identifier,
  running,
  onChange,
}: {
  identifier: ContactIdentifier;
  running: "yes" | "no";
  onChange: (identifier: ContactIdentifier) => void;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <ChoiceList
          title={
            <Text as="h2" variant="headingMd">
              What your email platform sends as the contact
            </Text>
          }
          choices={CONTACT_IDENTIFIERS.map((value) => ({
            value,
            label: WORDS[value].label,
            helpText: WORDS[value].help,
          }))}
          selected={[identifier]}
          disabled={running === "yes"}
          onChange={([chosen]) => onChange(chosen as ContactIdentifier)}
        />
        {identifier === "own" ? (
          <Banner tone="warning" title="Shopify's requests cannot find these people">
            <p>
              When a customer asks Shopify to be forgotten, or what is stored, we are told an email address
              and a customer number, and neither is stored here. Have your email platform call contacts/erase
              for everybody who leaves it, or enter its number above.
            </p>
          </Banner>
        ) : null}
      </BlockStack>
    </Card>
  );
}
