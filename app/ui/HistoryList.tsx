import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { formatTime } from "./format.ts";
import { actorWords } from "./history-words.ts";

export interface HistoryItem {
  id: string;
  actor: string;
  sentence: string;
  at: string;
}

/** Who did what, the newest first. */
export function HistoryList({
  lines,
  timeZone,
  more,
}: {
  lines: HistoryItem[];
  timeZone: string;
  /** Where older ones are shown too. */
  more: string | null;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          History
        </Text>
        {lines.length === 0 ? <Text as="p">Nothing has happened yet.</Text> : null}
        <BlockStack as="ul" gap="300">
          {lines.map((line) => (
            <li key={line.id} className="cp-plain-item">
              <div className="cp-break">
                <Text as="p">{line.sentence}</Text>
                <Text as="p" tone="subdued" variant="bodySm">
                  {actorWords(line.actor)} · <time dateTime={line.at}>{formatTime(line.at, timeZone)}</time>
                </Text>
              </div>
            </li>
          ))}
        </BlockStack>
        {more ? <Link url={more}>Show all history</Link> : null}
      </BlockStack>
    </Card>
  );
}
