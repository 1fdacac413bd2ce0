import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { formatTime } from "./format.ts";
import type { HistoryItem } from "./HistoryList.tsx";
import { actorWords } from "./history-words.ts";

export interface HistoryTableLine extends HistoryItem {
  pool: { id: string; name: string } | null;
}

/** Who did what to which pool, the newest first. */
export function HistoryTable({ lines, timeZone }: { lines: HistoryTableLine[]; timeZone: string }) {
  return (
    <BlockStack as="ul" gap="300">
      {lines.map((line) => (
        <li key={line.id} className="cp-plain-item">
          <div className="cp-break">
            <Text as="p">
              {line.sentence}
              {line.pool ? (
                <>
                  {" · "}
                  <Link url={`/app/pools/${line.pool.id}`}>{line.pool.name}</Link>
                </>
              ) : null}
            </Text>
            <InlineStack gap="100">
              <Text as="p" tone="subdued" variant="bodySm">
                {actorWords(line.actor)} · <time dateTime={line.at}>{formatTime(line.at, timeZone)}</time>
              </Text>
            </InlineStack>
          </div>
        </li>
      ))}
    </BlockStack>
  );
}
