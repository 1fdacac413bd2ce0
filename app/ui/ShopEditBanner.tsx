import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { useEffect } from "react";
import type { TemplateDetail } from "../templates/template-view.ts";
import { changedWords, editedDiscounts, endWords } from "./shop-edit-words.ts";

interface ShopEditBannerProps {
  template: Pick<TemplateDetail, "id" | "groups">;
  timeZone: string;
}

/** What the page of the template answers to either button. */
interface Decided {
  problem: string | null;
  toast: string | null;
}

/** Discounts of ours that somebody changed in Shopify: what differs, and what the merchant can make of it. */
export function ShopEditBanner({ template, timeZone }: ShopEditBannerProps) {
  const fetcher = useFetcher<Decided>();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
  }, [answer, shopify]);
  const edited = editedDiscounts(template.groups);
  const sending = fetcher.state === "idle" ? null : fetcher.formData?.get("intent");
  const decide = (intent: "restoreOffer" | "keepEdit") =>
    fetcher.submit({ intent }, { method: "post", action: `/app/templates/${template.id}?index` });
  const canKeep = edited.every(({ edit }) => edit.unsayable.length === 0);
  return (
    <Banner
      tone="warning"
      title={
        edited.length === 1
          ? "A discount of this template was changed in Shopify"
          : `${edited.length} discounts of this template were changed in Shopify`
      }
      action={{
        content: "Restore the template's offer in Shopify",
        onAction: () => decide("restoreOffer"),
        loading: sending === "restoreOffer",
      }}
      secondaryAction={
        canKeep ? { content: "Keep the change", onAction: () => decide("keepEdit") } : undefined
      }
    >
      <BlockStack gap="200">
        {answer?.problem ? (
          <Text as="p" tone="critical">
            {answer.problem}
          </Text>
        ) : null}
        <List>
          {edited.map(({ id, title, edit }) => (
            <List.Item key={id}>
              <span className="cp-break">
                {[
                  `${title}: different from the template ${edit.parts.length + (edit.end ? 1 : 0) === 1 ? "is" : "are"} ${changedWords(edit)}.`,
                  ...nowWords(edit.words),
                  endWords(edit, timeZone),
                ]
                  .filter((sentence) => sentence !== null)
                  .join(" ")}
              </span>
            </List.Item>
          ))}
        </List>
        <Text as="p">
          {canKeep
            ? "Codes go on being handed out with what Shopify says. If you keep the change, the template and all its discounts take it over."
            : "Codes go on being handed out with what Shopify says. A template cannot describe this change, so it cannot be kept here."}
        </Text>
      </BlockStack>
    </Banner>
  );
}

function nowWords(words: string[]): string[] {
  return words.length === 0 ? [] : ["In Shopify now:", ...words];
}
