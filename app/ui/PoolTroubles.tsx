import { Banner, BlockStack } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import { alertWords } from "./alert-words.ts";

interface Trouble {
  kind: "pool.replenish_failed" | "pool.codes_expiring";
  detail: Record<string, string | number>;
}

/** What alerts told of a pool and its counts do not say, in the same words as the mail. */
export function PoolTroubles({
  pool,
  troubles,
  timeZone,
}: {
  pool: PoolDetail;
  troubles: Trouble[];
  timeZone: string;
}) {
  const { counts, reason: unavailableReason } = pool;
  const told = { ...pool, available: counts.available, unavailableReason };
  return (
    <BlockStack gap="300">
      {troubles.map(({ kind, detail }) => {
        const { title, lines } = alertWords({ type: kind, detail, timeZone, pool: told });
        return (
          <Banner key={kind} tone={kind === "pool.replenish_failed" ? "critical" : "warning"} title={title}>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </Banner>
        );
      })}
    </BlockStack>
  );
}
