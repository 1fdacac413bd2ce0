import { Badge, BlockStack, Card, InlineStack, Link, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import type { StoreCodes } from "../replenishment/store-fill.ts";
import { formatCount } from "./format.ts";
import { fillSentence, SHOPIFY_HOLDS } from "./store-codes-words.ts";

const FILL_BADGES = {
  fine: null,
  warn: { label: "Nearly full", tone: "warning" },
  full: { label: "Full", tone: "critical" },
} as const;

const FILL_BARS = { fine: "primary", warn: "highlight", full: "critical" } as const;

/** How many of the codes that a store can hold are ours. Nothing before the first one is made. */
export function StoreCodesSetting({ stores }: { stores: StoreCodes[] }) {
  if (stores.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Codes in your {stores.length === 1 ? "store" : "stores"}
        </Text>
        <BlockStack as="ul" gap="400">
          {stores.map((store) => (
            <li key={store.storeId} className="cp-plain-item">
              <OneStore store={store} />
            </li>
          ))}
        </BlockStack>
        <Text as="p" tone="subdued">
          {SHOPIFY_HOLDS}
        </Text>
      </BlockStack>
    </Card>
  );
}

function OneStore({ store }: { store: StoreCodes }) {
  const { name, held, stopAt, fill } = store;
  const heading = useId();
  const badge = FILL_BADGES[fill];
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="200">
        <div className="cp-break">
          <Text as="p" fontWeight="semibold" id={heading}>
            {name}
          </Text>
        </div>
        {badge ? <Badge tone={badge.tone}>{badge.label}</Badge> : null}
      </InlineStack>
      <ProgressBar
        progress={Math.min(100, Math.round((100 * held) / stopAt))}
        ariaLabelledBy={heading}
        tone={FILL_BARS[fill]}
        size="small"
        animated={false}
      />
      <Text as="p" numeric>{`${formatCount(held)} of ${formatCount(stopAt)} codes`}</Text>
      {fill === "fine" ? null : (
        <>
          <Text as="p">{fillSentence(store)}</Text>
          <Link url="/app?type=dynamic">Show dynamic pools</Link>
        </>
      )}
    </BlockStack>
  );
}
