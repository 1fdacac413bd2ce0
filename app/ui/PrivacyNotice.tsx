import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";

/** On the dashboard: customers who wait for an answer that the law wants in time. */
export function DataRequestBanner({ open }: { open: { count: number; dueAt: string | null } }) {
  if (open.count === 0) return null;
  // The day alone: the time zone decides nothing about a month.
  const due = open.dueAt ? ` The first answer is due by ${open.dueAt.slice(0, 10)}.` : "";
  return (
    <Banner
      tone="warning"
      title={
        open.count === 1
          ? "A customer asks what is stored of them"
          : `${open.count} customers ask what is stored of them`
      }
      action={{ content: "Answer", url: "/app/privacy" }}
    >
      <p>{`The files to hand over are ready.${due}`}</p>
    </Banner>
  );
}

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

const NAMED_WORDS = {
  keys: "the keys of messages",
  campaigns: "ids of campaigns",
  both: "the keys of messages and ids of campaigns",
} as const;

/** On the dashboard: an email platform that puts addresses where they are stored as they are. */
export function PersonalNamesBanner({
  clients,
}: {
  clients: { client: string; what: keyof typeof NAMED_WORDS }[];
}) {
  if (clients.length === 0) return null;
  return (
    <Banner tone="warning" title="Your email platform puts what look like email addresses into names">
      {clients.map(({ client, what }) => (
        <p key={client}>{`${client} sends them in ${NAMED_WORDS[what]}.`}</p>
      ))}
      <p>
        Contacts are stored scrambled; keys and campaign ids are stored as they come. Use the message's own id
        and the campaign's own name instead. This notice goes away a week after the last one.
      </p>
    </Banner>
  );
}
