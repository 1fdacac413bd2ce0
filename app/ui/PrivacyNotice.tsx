import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";
import { NAMED_HELP, NAMED_WORDS, type PersonalNamesShown } from "./privacy-words.ts";

/** In the settings: the way to what concerns people. */
export function PrivacyLink() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Privacy
        </Text>
        <Text as="p">Requests of customers, forgetting a contact, and what your email platform sends.</Text>
        <Link url="/app/privacy">Open privacy</Link>
      </BlockStack>
    </Card>
  );
}

/** An email platform that puts addresses where they are stored as they are; nothing where none does. */
export function PersonalNamesBanner({ clients }: { clients: PersonalNamesShown[] }) {
  if (clients.length === 0) return null;
  return (
    <Banner tone="warning" title="Your email platform puts what look like email addresses into names">
      {clients.map(({ client, what }) => (
        <p key={client} className="cp-break">{`${client} sends them in ${NAMED_WORDS[what]}.`}</p>
      ))}
      <p>{NAMED_HELP}</p>
    </Banner>
  );
}
