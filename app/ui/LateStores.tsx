import { Banner, BlockStack } from "@shopify/polaris";
import { formatDuration } from "./format.ts";

interface LateStoreShown {
  id: string;
  name: string;
  lastExchangeAt: string | null;
}

/** Magento stores that do not call, on the dashboard; nothing while all of them do. */
export function LateStores({ stores, now }: { stores: LateStoreShown[]; now: string }) {
  if (stores.length === 0) return null;
  return (
    <Banner
      tone="critical"
      title={stores.length === 1 ? "A Magento store is late" : `${stores.length} Magento stores are late`}
      action={{ content: "Open Settings", url: "/app/settings" }}
    >
      <BlockStack gap="200">
        <BlockStack as="ul" gap="100">
          {stores.map((store) => (
            <li key={store.id} className="cp-plain-item cp-break">
              {lateSentence(store, now)}
            </li>
          ))}
        </BlockStack>
        <p>
          Meanwhile no new codes are made there, orders are not counted, and codes whose time is over go on
          working. See whether Magento's cron runs: its page Self-Test says what is wrong and what to do.
        </p>
      </BlockStack>
    </Banner>
  );
}

function lateSentence({ name, lastExchangeAt }: LateStoreShown, now: string): string {
  if (lastExchangeAt === null) return `${name}: has not called since it was connected.`;
  const seconds = Math.max(0, Math.round((Date.parse(now) - Date.parse(lastExchangeAt)) / 1_000));
  return `${name}: last call ${formatDuration(seconds)} ago.`;
}
