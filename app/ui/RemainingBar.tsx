import { InlineStack, Text } from "@shopify/polaris";
import type { PoolStatus } from "../pools/pool-view.ts";
import { formatPercent } from "./format.ts";

/** The share that remains, as a number and a bar in the colour of the pool's status. */
export function RemainingBar({ percent, status }: { percent: number | null; status: PoolStatus }) {
  if (percent === null) return <Dash meaning="No codes yet" />;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      <span className="cp-bar" aria-hidden="true">
        <span className={`cp-bar__fill cp-bar__fill--${status}`} style={{ inlineSize: `${percent}%` }} />
      </span>
      <span className="cp-bar__number">
        <Text as="span" numeric>
          {formatPercent(percent)}
        </Text>
      </span>
    </InlineStack>
  );
}

/** A dash with its meaning for those who hear the page. */
export function Dash({ meaning }: { meaning: string }) {
  return (
    <>
      <Text as="span" tone="subdued">
        <span aria-hidden="true">—</span>
      </Text>
      <Text as="span" visuallyHidden>
        {meaning}
      </Text>
    </>
  );
}
