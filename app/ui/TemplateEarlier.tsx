import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { DiscountSummary } from "../platforms/discount-platform.ts";
import { formatCodes, formatTime } from "./format.ts";

/** What the look for discounts of an earlier installation answers. */
export interface EarlierAnswer {
  after: string | null;
  problem: string | null;
  discounts: DiscountSummary[];
  /** Where the next page starts. */
  next: string | null;
}

/** Characters of a template's name. */
const NAME_CHARACTERS_MAX = 100;

interface TemplateEarlierProps {
  timeZone: string;
  /** The discount that is being made a template; null: none is. */
  usingId: string | null;
  problem: string | null;
  onUse: (template: { name: string; discountId: string }) => void;
}

/** Discounts that an earlier installation of the app left in the store; looked for when asked. */
export function TemplateEarlier({ timeZone, usingId, problem, onUse }: TemplateEarlierProps) {
  const { load, data, state } = useFetcher<EarlierAnswer>();
  const [listed, setListed] = useState<DiscountSummary[]>([]);
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!data) return;
    setListed((before) => (data.after ? [...before, ...data.discounts] : data.discounts));
    if (!data.after) result.current?.focus();
  }, [data]);
  const look = (after: string | null) =>
    load(`/app/templates/earlier${after === null ? "" : `?after=${encodeURIComponent(after)}`}`);
  const failed = problem ?? data?.problem ?? null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Discounts of an earlier installation
        </Text>
        <Text as="p" tone="subdued">
          If the app was in this store before and its data has been deleted, the discounts that it made are
          still there. You can go on using them.
        </Text>
        {failed ? (
          <Banner tone="warning" title="This did not work">
            <p>{failed}</p>
          </Banner>
        ) : null}
        {data ? (
          <div ref={result} tabIndex={-1} className="cp-focus">
            {!data.problem && listed.length === 0 && data.next === null ? (
              <Text as="p">None found: every discount of ours in your store belongs to a template.</Text>
            ) : null}
            <BlockStack as="ul" gap="300">
              {listed.map((discount) => (
                <li key={discount.id} className="cp-plain-item">
                  <InlineStack align="space-between" blockAlign="center" gap="200">
                    <div className="cp-break">
                      <Text as="p" fontWeight="semibold">
                        {discount.title}
                      </Text>
                      <Text as="p" tone="subdued">
                        {factsOf(discount, timeZone)}
                      </Text>
                    </div>
                    <Button
                      onClick={() =>
                        onUse({ name: discount.title.slice(0, NAME_CHARACTERS_MAX), discountId: discount.id })
                      }
                      loading={usingId === discount.id}
                      disabled={usingId !== null && usingId !== discount.id}
                      accessibilityLabel={`Use this discount: ${discount.title}`}
                    >
                      Use this discount
                    </Button>
                  </InlineStack>
                </li>
              ))}
            </BlockStack>
          </div>
        ) : null}
        {data && !data.problem && data.next === null ? null : (
          <div>
            <Button onClick={() => look(data?.next ?? null)} loading={state !== "idle"}>
              {data?.next ? "Look further" : "Look for them"}
            </Button>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}

function factsOf({ value, endsAt, codesCount }: DiscountSummary, timeZone: string): string {
  return [
    value,
    endsAt ? `ends ${formatTime(endsAt, timeZone)}` : "no end",
    ...(codesCount === null ? [] : [formatCodes(codesCount)]),
  ].join(" · ");
}
