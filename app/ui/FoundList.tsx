import { Banner, BlockStack, Box, InlineStack, Pagination, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { AnotherCodeBanner } from "./AnotherCodeBanner.tsx";
import { FoundCode } from "./FoundCode.tsx";
import type { FoundItem } from "./found-items.ts";
import { foundWords } from "./look-up-words.ts";

/** What a search found, the newest first, and what came of a change that was asked for meanwhile. */
export interface FoundAnswer {
  asked: string;
  /** The first is 1. */
  page: number;
  items: FoundItem[];
  hasOlder: boolean;
  toast: string | null;
  problem: string | null;
  another: { code: string } | null;
}

interface FoundListProps {
  found: FoundAnswer;
  timeZone: string;
  running: "yes" | "no";
  onTurn: (page: number) => void;
  onVoid: (item: FoundItem) => void;
  onAnother: (item: FoundItem) => void;
}

/** What a search found, page by page. */
export function FoundList({ found, timeZone, running, onTurn, onVoid, onAnother }: FoundListProps) {
  const { page, items, hasOlder, problem, another } = found;
  return (
    <BlockStack gap="400">
      <Beside>
        <Text as="h2" variant="headingMd">
          <span className="cp-break">{foundWords({ ...found, count: items.length })}</span>
        </Text>
      </Beside>
      {hasOlder ? (
        <Beside>
          <Text as="p">There are older ones: turn the page below the last of these.</Text>
        </Beside>
      ) : null}
      {items.length === 0 && page === 1 ? (
        <Beside>
          <Text as="p">
            Look for a typing mistake. A contact is found by what your email platform sends of them, and no
            longer once it was forgotten.
          </Text>
        </Beside>
      ) : null}
      {problem ? (
        <Banner tone="critical" title="Nothing was changed">
          <p className="cp-break">{problem}</p>
        </Banner>
      ) : null}
      {another ? <AnotherCodeBanner code={another.code} /> : null}
      {items.map((item) => (
        <FoundCode
          key={item.id}
          item={item}
          timeZone={timeZone}
          running={running}
          onVoid={() => onVoid(item)}
          onAnother={() => onAnother(item)}
        />
      ))}
      {hasOlder || page > 1 ? (
        <InlineStack align="center">
          <Pagination
            label={`Page ${page}`}
            hasPrevious={page > 1}
            previousTooltip="Newer"
            onPrevious={() => onTurn(page - 1)}
            hasNext={hasOlder}
            nextTooltip="Older"
            onNext={() => onTurn(page + 1)}
            accessibilityLabel="Pages of what was found"
          />
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

/** Words that stand beside the cards. */
function Beside({ children }: { children: ReactNode }) {
  return <Box paddingInline={{ xs: "400", sm: "0" }}>{children}</Box>;
}
