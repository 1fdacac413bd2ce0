import { BlockStack, Card, Text } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import { formatHours, formatTime } from "./format.ts";
import { lowWaterSentence, PER_CONTACT_WORDS, TYPE_WORDS, whenDrySentence } from "./pool-words.ts";

/** How the pool is set, in sentences. */
export function PoolFacts({ pool, timeZone }: { pool: PoolDetail; timeZone: string }) {
  const facts = [
    ["Type", TYPE_WORDS[pool.type]],
    ["What a contact gets", PER_CONTACT_WORDS[pool.perContact].label],
    ["When empty", whenDrySentence(pool)],
    ["Low-water mark", lowWaterSentence(pool)],
    [
      "Unsent codes",
      pool.releaseAllowed
        ? `Taken back within ${formatHours(pool.releaseWindowHours)}, then wait ${formatHours(pool.releaseQuarantineHours)}.`
        : "Not taken back.",
    ],
    ["Created", formatTime(pool.createdAt, timeZone)],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Settings
        </Text>
        <dl className="cp-list">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </BlockStack>
    </Card>
  );
}
