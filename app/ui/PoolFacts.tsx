import { BlockStack, Card, Text } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import {
  bufferSentence,
  expirySentence,
  formatSentence,
  limitSentence,
  waitSentence,
} from "./dynamic-words.ts";
import { formatTime } from "./format.ts";
import {
  lowWaterSentence,
  PER_CONTACT_WORDS,
  releaseSentence,
  TYPE_WORDS,
  whenDrySentence,
} from "./pool-words.ts";

/** How the pool is set, in sentences. */
export function PoolFacts({ pool, timeZone }: { pool: PoolDetail; timeZone: string }) {
  const facts = [
    ["Type", TYPE_WORDS[pool.type]],
    ...(pool.dynamic
      ? [
          ["Code format", formatSentence(pool.dynamic.codeFormat)],
          ["Expiry", expirySentence(pool.expiry)],
          ["Limit", limitSentence(pool.limit)],
          ["Kept ready", bufferSentence(pool.dynamic.bufferFixed)],
          ["When not ready", waitSentence({ ...pool.dynamic, fallbackCode: pool.fallbackCode })],
        ]
      : []),
    ["What a contact gets", PER_CONTACT_WORDS[pool.perContact].label],
    [pool.dynamic ? "When exhausted" : "When empty", whenDrySentence(pool)],
    ...(pool.dynamic && pool.limit === null ? [] : [["Low-water mark", lowWaterSentence(pool)]]),
    ["Unsent codes", releaseSentence(pool)],
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
