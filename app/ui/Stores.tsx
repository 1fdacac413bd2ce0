import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { type FreshLinkCode, LinkCodeOnce } from "./LinkCodeOnce.tsx";
import { type StoreShown, storeWords } from "./store-words.ts";

interface StoresProps {
  stores: StoreShown[];
  timeZone: string;
  /** A code that was just made. */
  fresh: FreshLinkCode | null;
  running: "yes" | "no";
  onConnect: () => void;
}

/** The stores that share the account's pools, and the way to one more. */
export function Stores({ stores, timeZone, fresh, running, onConnect }: StoresProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Stores
        </Text>
        <BlockStack as="ul" gap="400">
          {stores.map((store) => (
            <StoreItem key={store.id} store={store} timeZone={timeZone} />
          ))}
        </BlockStack>
        {fresh ? <LinkCodeOnce fresh={fresh} timeZone={timeZone} /> : null}
        <InlineStack>
          <Button loading={running === "yes"} onClick={onConnect}>
            {fresh ? "Make another code" : "Connect a Magento store"}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function StoreItem({ store, timeZone }: { store: StoreShown; timeZone: string }) {
  const { state, tone, facts } = storeWords(store, timeZone);
  return (
    <li className="cp-plain-item">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200" blockAlign="start">
          <div className="cp-break">
            <Text as="p" fontWeight="semibold">
              {store.name}
            </Text>
          </div>
          <Badge tone={tone}>{state}</Badge>
        </InlineStack>
        {facts.map((fact) => (
          <div key={fact} className="cp-break">
            <Text as="p" tone="subdued">
              {fact}
            </Text>
          </div>
        ))}
      </BlockStack>
    </li>
  );
}
