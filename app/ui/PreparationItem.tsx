import { Badge, BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useId } from "react";
import type { PreparationLine } from "../campaigns/preparation-view.ts";
import type { PoolDetail } from "../pools/pool-view.ts";
import { isOpen, preparationWords, preparedPercent, preparedSentence } from "./campaign-words.ts";
import { formatTime } from "./format.ts";

interface PreparationItemProps {
  line: PreparationLine;
  pool: Pick<PoolDetail, "status" | "type">;
  timeZone: string;
}

/** Codes set aside for a campaign: how many are there, and when the rest is. */
export function PreparationItem({ line, pool, timeZone }: PreparationItemProps) {
  const heading = useId();
  const { label, tone, note } = preparationWords(line, pool);
  const percent = preparedPercent(line);
  const name = line.campaignName ?? line.campaignId;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
        <div className="cp-break">
          <Text as="h4" fontWeight="semibold" id={heading}>
            {name}
          </Text>
          {isOpen(line) ? null : (
            <Text as="p" tone="subdued" variant="bodySm">
              {`${preparedSentence(line)} Was for ${formatTime(line.by, timeZone)}.`}
            </Text>
          )}
        </div>
        <Badge tone={tone}>{label}</Badge>
      </InlineStack>
      {isOpen(line) ? (
        <>
          <ProgressBar progress={percent} ariaLabelledBy={heading} tone="primary" size="small" />
          <InlineStack align="space-between" gap="200">
            <Text as="p">{preparedSentence(line)}</Text>
            <Text as="p" numeric tone="subdued">
              {`${percent}%`}
            </Text>
          </InlineStack>
          {note ? (
            <Text as="p" tone="subdued">
              {note}
            </Text>
          ) : null}
          <Times line={line} timeZone={timeZone} />
          {/* Read out at every tenth, not at every look. */}
          <Text as="p" visuallyHidden>
            <span role="status">{`${name}: ${label}, about ${Math.floor(percent / 10) * 10} percent`}</span>
          </Text>
        </>
      ) : null}
    </BlockStack>
  );
}

function Times({ line, timeZone }: { line: PreparationLine; timeZone: string }) {
  const times = [
    ["Sending begins", line.by],
    ["Ready", line.readyAt],
    ["Kept until", line.keptUntil],
  ] as const;
  return (
    <dl className="cp-times">
      {times.map(([label, at]) =>
        at ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <time dateTime={at}>
                {label === "Ready" ? `about ${formatTime(at, timeZone)}` : formatTime(at, timeZone)}
              </time>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
