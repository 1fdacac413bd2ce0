import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, SkeletonBodyText, Text } from "@shopify/polaris";
import { lazy, Suspense, useEffect, useState } from "react";
import type { PoolDetail } from "../pools/pool-view.ts";
import { outlookSentence } from "./outlook-words.ts";
import { UseTable } from "./UseTable.tsx";
import type { UseAndRedemptions } from "./use-and-redemptions.ts";

// The library that draws is larger than the rest of the page, which does not wait for it.
const UseCharts = lazy(async () => ({ default: (await import("./UseCharts.tsx")).UseCharts }));

/** What the pool used and when it will run dry: a sentence, two charts, and the same as a table. */
export function PoolUse({ pool }: { pool: PoolDetail }) {
  const { load, data } = useFetcher<UseAndRedemptions | null>();
  const [asTable, setAsTable] = useState(false);
  const address = `/app/pools/${pool.id}/use`;
  // Again whenever codes went or came while the page is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts are what makes the figures old
  useEffect(() => load(address), [load, address, pool.assigned, pool.remaining]);
  if (pool.status === "archived") return null;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Use and forecast
          </Text>
          {data && isDrawn(data) ? (
            <Button
              variant="plain"
              ariaExpanded={asTable}
              ariaControls="use-table"
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? "Hide the table" : "Show as table"}
            </Button>
          ) : null}
        </InlineStack>
        {data ? <Use use={data} asTable={asTable ? "yes" : "no"} /> : <SkeletonBodyText lines={6} />}
      </BlockStack>
    </Card>
  );
}

function Use({ use, asTable }: { use: UseAndRedemptions; asTable: "yes" | "no" }) {
  return (
    <BlockStack gap="400">
      {use.outlook ? <Text as="p">{outlookSentence(use.outlook, use.now, use.timeZone)}</Text> : null}
      {isDrawn(use) ? (
        <>
          <Suspense fallback={<SkeletonBodyText lines={8} />}>
            <UseCharts use={use} />
          </Suspense>
          <div id="use-table" className={asTable === "yes" ? undefined : "cp-unseen"}>
            <UseTable use={use} />
          </div>
        </>
      ) : (
        <Text as="p" tone="subdued">
          No code was assigned in the last 30 days.
        </Text>
      )}
    </BlockStack>
  );
}

/** Where nothing was used and nothing is foreseen, a table has nothing but zeros. */
function isDrawn({ days, forecast }: UseAndRedemptions): boolean {
  return forecast.length > 0 || days.some(({ assigned, redeemed }) => assigned > 0 || (redeemed ?? 0) > 0);
}
