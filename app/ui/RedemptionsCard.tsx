import { useFetcher } from "@remix-run/react";
import { BlockStack, Card, Link, SkeletonBodyText, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { PoolDetail } from "../pools/pool-view.ts";
import { type RedemptionFigures, redemptionRate } from "../redemptions/redemption-figures.ts";
import { formatCount, formatLongDuration, formatMoney, formatPercent } from "./format.ts";
import { AllowOrders } from "./OrdersAccess.tsx";

export interface PoolRedemptions extends RedemptionFigures {
  /** Names of stores in which the codes may be used, but whose orders the app does not read. */
  uncountedStores: string[];
}

/** How many of a pool's codes were redeemed, and what they brought in. */
export function RedemptionsCard({ pool }: { pool: PoolDetail }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Redemptions
        </Text>
        {pool.redeemed === null ? <AllowOrders /> : <Figures pool={pool} redeemed={pool.redeemed} />}
      </BlockStack>
    </Card>
  );
}

function Figures({ pool, redeemed }: { pool: PoolDetail; redeemed: number }) {
  const { load, data } = useFetcher<PoolRedemptions>();
  const address = `/app/pools/${pool.id}/redemptions`;
  // Again whenever another code was redeemed while the page is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count is what makes the figures old
  useEffect(() => load(address), [load, address, redeemed]);
  const rate = redemptionRate({ assigned: pool.assigned, redeemed });
  return (
    <BlockStack gap="300">
      <dl className="cp-facts">
        <Fact term="Assigned">{formatCount(pool.assigned)}</Fact>
        <Fact term="Redeemed">{formatCount(redeemed)}</Fact>
        <Fact term="Redemption rate">{rate === null ? "–" : formatPercent(rate)}</Fact>
        {data ? (
          <Fact term="Time to redemption, median">
            {data.medianSeconds === null ? "–" : formatLongDuration(data.medianSeconds)}
          </Fact>
        ) : null}
        {data?.money.map(({ currency, orders, revenue, discount }) => (
          <Money key={currency ?? ""} {...{ currency, orders, revenue, discount }} />
        ))}
      </dl>
      {data ? null : <SkeletonBodyText lines={2} />}
      {data?.uncountedStores.map((name) => (
        <Text as="p" key={name}>
          {`Orders of ${name} are not counted. `}
          <Link url="/app/settings">Connect orders</Link>
        </Text>
      ))}
      <Text as="p" tone="subdued" variant="bodySm">
        Cancelled orders and test orders are not counted. A refund changes nothing here.
      </Text>
    </BlockStack>
  );
}

function Money({ currency, orders, revenue, discount }: RedemptionFigures["money"][number]) {
  const unit = currency ?? "currency not told";
  return (
    <>
      <Fact term={`Orders, ${unit}`}>{formatCount(orders)}</Fact>
      <Fact term={`Revenue, ${unit}`}>{revenue === null ? "–" : formatMoney(revenue, currency)}</Fact>
      <Fact term={`Discount given, ${unit}`}>
        {discount === null ? "–" : formatMoney(discount, currency)}
      </Fact>
    </>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
