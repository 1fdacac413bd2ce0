import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import { formatCount, formatPercent } from "./format.ts";

/** How many codes a pool has and where they are. */
export function PoolCounts({ pool }: { pool: PoolDetail }) {
  const { counts } = pool;
  const facts: [label: string, count: number, always: "always" | "if any"][] = [
    ["Added", counts.added, "always"],
    ["Assigned", counts.assigned, "always"],
    ["Waiting to return", counts.quarantined, "if any"],
    ["Expired unused", counts.expired, "if any"],
    ["Void", counts.voided, "if any"],
    ["Undone", counts.undone, "if any"],
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Codes
          </Text>
          <InlineStack gap="200" blockAlign="baseline">
            <Text as="span" variant="heading2xl" numeric>
              {formatCount(counts.available)}
            </Text>
            <Text as="span" tone="subdued">
              remaining
              {pool.percentRemaining === null ? "" : `, ${formatPercent(pool.percentRemaining)}`}
            </Text>
          </InlineStack>
          <span className="cp-bar cp-bar--wide" aria-hidden="true">
            <span
              className={`cp-bar__fill cp-bar__fill--${pool.status}`}
              style={{ inlineSize: `${pool.percentRemaining ?? 0}%` }}
            />
          </span>
        </BlockStack>
        <dl className="cp-facts">
          {facts
            .filter(([, count, when]) => when === "always" || count > 0)
            .map(([label, count]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{formatCount(count)}</dd>
              </div>
            ))}
          <div>
            <dt>Redeemed</dt>
            <dd>
              {pool.redeemed === null ? (
                <Text as="span" tone="subdued" variant="bodySm">
                  Connect orders to see it
                </Text>
              ) : (
                formatCount(pool.redeemed)
              )}
            </dd>
          </div>
        </dl>
      </BlockStack>
    </Card>
  );
}
