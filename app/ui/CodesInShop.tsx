import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { CreationProgress, CreationResult } from "./CreationProgress.tsx";
import { formatCodes, formatTime } from "./format.ts";
import { type CreationShown, isCreating, refusedTitle, troubleWords } from "./shop-words.ts";
import { useLookAgain } from "./use-look-again.ts";
import { type ShopAnswer, useShopAnswer } from "./use-shop-answer.ts";

interface CodesInShopProps {
  poolId: string;
  storeName: string;
  check: {
    checkedAt: string | null;
    looked: number;
    refused: unknown[];
    trouble: string | null;
    isLooking: boolean;
  };
  creation: CreationShown | null;
  timeZone: string;
}

/** Whether a static pool's codes work in its shop: the last look, one now, and codes that are being created. */
export function CodesInShop({ poolId, storeName, check, creation, timeZone }: CodesInShopProps) {
  const fetcher = useFetcher<ShopAnswer>();
  useShopAnswer(fetcher.data);
  useLookAgain(check.isLooking || isCreating(creation) ? "changing" : "still");
  const send = (intent: "check" | "cancel") =>
    fetcher.submit({ intent }, { method: "post", action: `/app/pools/${poolId}/shop` });
  const asked = fetcher.state === "idle" ? null : fetcher.formData?.get("intent");
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Codes in your store
          </Text>
          <Button
            size="slim"
            loading={check.isLooking || asked === "check"}
            onClick={() => send("check")}
            accessibilityLabel="Check now whether codes of this pool work at the checkout"
          >
            Check now
          </Button>
        </InlineStack>
        <div className="cp-break" role="status">
          <Text as="p">{check.isLooking ? "Codes are being looked up." : checkSentence(check)}</Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {check.checkedAt
              ? `${storeName} · ${formatTime(check.checkedAt, timeZone)}`
              : `${storeName} · looked at every hour`}
          </Text>
        </div>
        {check.trouble && !check.isLooking ? (
          <Text as="p" tone="critical">
            {troubleWords(check.trouble)}
          </Text>
        ) : null}
        {creation && isCreating(creation) ? (
          <CreationProgress
            creation={creation}
            cancelling={asked === "cancel" || creation.state === "cancelling" ? "yes" : "no"}
            onCancel={() => send("cancel")}
          />
        ) : null}
        {creation && !isCreating(creation) ? <CreationResult poolId={poolId} creation={creation} /> : null}
      </BlockStack>
    </Card>
  );
}

function checkSentence({ checkedAt, looked, refused }: CodesInShopProps["check"]): string {
  if (!checkedAt) return "Nobody has looked yet whether these codes work at the checkout.";
  if (looked === 0) return "There was no code to look up.";
  if (refused.length > 0) return `${refusedTitle(looked, refused.length)}.`;
  return looked === 1
    ? "1 code was looked up. It works at the checkout."
    : `${formatCodes(looked)} were looked up. All of them work at the checkout.`;
}
