import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, List, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { RefusedCode } from "../pools/refused-codes.ts";
import { formatTime } from "./format.ts";
import { isCreationOfUse, refusedSentence, refusedTitle } from "./shop-words.ts";
import { type ShopAnswer, useShopAnswer } from "./use-shop-answer.ts";

export interface ShopTemplate {
  id: string;
  name: string;
  value: string;
}

interface CodesRefusedProps {
  poolId: string;
  looked: number;
  refused: RefusedCode[];
  templates: ShopTemplate[];
  /** When the first of the codes ends by its upload. */
  firstEnd: string | null;
  timeZone: string;
}

/** Says that the checkout would refuse codes of a static pool, and what to do about it. */
export function CodesRefused(props: CodesRefusedProps) {
  const { poolId, looked, refused, templates, firstEnd, timeZone } = props;
  return (
    <Banner tone="critical" title={refusedTitle(looked, refused.length)}>
      <BlockStack gap="300">
        <List gap="extraTight">
          {refused.map((found) => (
            <List.Item key={found.code}>
              <span className="cp-break">
                <Text as="span" fontWeight="semibold">
                  {found.code}
                </Text>
                {` · ${refusedSentence(found)}`}
              </span>
            </List.Item>
          ))}
        </List>
        <p>
          Some of the codes that are assigned next were looked up. The pool goes on handing out codes: archive
          it, or pause your campaign, to stop that.
        </p>
        {isCreationOfUse(refused) ? (
          <CreateMissing poolId={poolId} templates={templates} firstEnd={firstEnd} timeZone={timeZone} />
        ) : (
          <p>{repairSentence(refused)}</p>
        )}
      </BlockStack>
    </Banner>
  );
}

function repairSentence(refused: readonly RefusedCode[]): string {
  return refused.some(({ why }) => why !== "used_up" && why !== "invalid")
    ? "Switch these discounts on in your store, or give them a later end. Then check again."
    : "These codes cannot be made to work: upload others in their place, and undo the upload that brought them.";
}

function CreateMissing({
  poolId,
  templates,
  firstEnd,
  timeZone,
}: Pick<CodesRefusedProps, "poolId" | "templates" | "firstEnd" | "timeZone">) {
  const fetcher = useFetcher<ShopAnswer>();
  useShopAnswer(fetcher.data);
  const [chosen, choose] = useState(templates[0]?.id ?? "");
  if (templates.length === 0) {
    return (
      <BlockStack gap="200" inlineAlign="start">
        <p>
          The missing codes can be created in your store under a template, which says what they are worth. You
          have none yet that works.
        </p>
        <Button url="/app/templates/new">Create template</Button>
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="end">
        <div className="cp-fit">
          <Select
            label="What the missing codes are worth"
            options={templates.map(({ id, name, value }) => ({ value: id, label: `${name} (${value})` }))}
            value={chosen}
            onChange={choose}
          />
        </div>
        <Button
          loading={fetcher.state !== "idle"}
          onClick={() =>
            fetcher.submit(
              { intent: "create", templateId: chosen },
              { method: "post", action: `/app/pools/${poolId}/shop` },
            )
          }
        >
          Create the missing codes in your store
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued">
        Every code of the pool that is not assigned is created, unless it works in the store already. There a
        code works as long as its discount does.
        {firstEnd
          ? ` Codes of this pool have ends of their own, the first on ${formatTime(firstEnd, timeZone)}: they are not assigned after it, but the store does not know it.`
          : ""}
      </Text>
    </BlockStack>
  );
}
