import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { PoolDetail, WastedDay } from "../pools/pool-view.ts";
import { wastedSentence } from "./dynamic-words.ts";
import { formatCount, formatPercent } from "./format.ts";
import { Dash } from "./RemainingBar.tsx";

/** How many codes a pool has and where they are. */
export function PoolCounts({ pool, wasted }: { pool: PoolDetail; wasted: WastedDay[] }) {
  const { counts, dynamic } = pool;
  const percent = dynamic ? readyPercent(counts.available, dynamic.bufferTarget) : pool.percentRemaining;
  const facts = (dynamic ? dynamicFigures(pool) : staticFigures(pool)).filter(
    ([, count, when]) => when === "always" || (count !== null && count > 0),
  );
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Codes
          </Text>
          <InlineStack gap="200" blockAlign="baseline">
            <Text as="span" variant="heading2xl" numeric>
              <span data-available>{formatCount(counts.available)}</span>
            </Text>
            <Text as="span" tone="subdued">
              {dynamic
                ? readyWords(pool.status === "archived" ? 0 : dynamic.bufferTarget)
                : remainingWords(pool.percentRemaining)}
            </Text>
          </InlineStack>
          <span className="cp-bar cp-bar--wide" aria-hidden="true">
            <span
              className={`cp-bar__fill cp-bar__fill--${pool.status}`}
              style={{ inlineSize: `${percent ?? 0}%` }}
            />
          </span>
        </BlockStack>
        <dl className="cp-facts">
          {facts.map(([label, count]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{count === null ? <Dash meaning="No limit" /> : formatCount(count)}</dd>
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
        {wasted.length > 0 ? (
          <Text as="p" tone="subdued" variant="bodySm">
            {wastedSentence(wasted)}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

type Figure = [label: string, count: number | null, always: "always" | "if any"];

function staticFigures({ counts }: PoolDetail): Figure[] {
  return [
    ["Added", counts.added, "always"],
    ["Assigned", counts.assigned, "always"],
    ["Waiting to return", counts.quarantined, "if any"],
    ["Expired unused", counts.expired, "if any"],
    ["Void", counts.voided, "if any"],
    ["Undone", counts.undone, "if any"],
  ];
}

function dynamicFigures({ counts, limit, remaining }: PoolDetail): Figure[] {
  return [
    ["Being made", counts.pending, "always"],
    ["Assigned", counts.assigned, "always"],
    ["Limit", limit, "always"],
    ["Remaining", remaining, "always"],
    ["Waiting to return", counts.quarantined, "if any"],
    ["Wasted", counts.expired, "always"],
    ["Refused or missing", counts.rejected, "always"],
    ["Void", counts.voided, "if any"],
  ];
}

function readyPercent(available: number, target: number): number {
  return target === 0 ? 0 : Math.min(100, (100 * available) / target);
}

function readyWords(target: number): string {
  return target === 0 ? "ready" : `ready of ${formatCount(target)} to keep`;
}

function remainingWords(percent: number | null): string {
  return percent === null ? "remaining" : `remaining, ${formatPercent(percent)}`;
}
