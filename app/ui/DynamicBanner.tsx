import { useFetcher } from "@remix-run/react";
import { Banner } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import type { TemplateSource } from "../templates/template-view.ts";
import { isRepairedAtTemplate, isStillEmpty, unavailableWords } from "./dynamic-words.ts";
import { formatCodes } from "./format.ts";
import { whenDrySentence } from "./pool-words.ts";
import { type ShopAnswer, useShopAnswer } from "./use-shop-answer.ts";

/** What is the matter with a dynamic pool that is not archived, and what to do. Nothing for one that is fine. */
export function DynamicBanner({ pool, source }: { pool: PoolDetail; source: TemplateSource }) {
  const edit = { content: "Change the limit", url: `/app/pools/${pool.id}/edit` };
  if (pool.status === "unavailable") return <UnavailableBanner pool={pool} source={source} />;
  if (pool.status === "empty") {
    return (
      <Banner tone="critical" title="The limit is reached" action={edit}>
        <p>{whenDrySentence(pool)}</p>
      </Banner>
    );
  }
  if (pool.status === "low") {
    return (
      <Banner
        tone="warning"
        title={`Only ${formatCodes(pool.remaining ?? 0)} left of the limit`}
        action={edit}
      >
        <p>{whenDrySentence(pool)}</p>
      </Banner>
    );
  }
  if (isStillEmpty(pool)) {
    return (
      <Banner tone="info" title="Codes are being made">
        <p>
          The store is creating them now. Messages that are sent meanwhile wait a moment for theirs. This page
          follows by itself.
        </p>
      </Banner>
    );
  }
  return null;
}

/** Follows by itself; a look at the store can be asked for by whoever has just repaired something there. */
function UnavailableBanner({ pool, source }: { pool: PoolDetail; source: TemplateSource }) {
  const fetcher = useFetcher<ShopAnswer>();
  useShopAnswer(fetcher.data);
  const { why, repair } = unavailableWords(pool.reason, source);
  const check = () =>
    fetcher.submit({ intent: "check" }, { method: "post", action: `/app/pools/${pool.id}/shop` });
  return (
    <Banner
      tone="critical"
      title="This pool cannot hand out codes"
      action={
        pool.dynamic && isRepairedAtTemplate(pool.reason, source)
          ? { content: "Open the template", url: `/app/templates/${pool.dynamic.templateId}` }
          : undefined
      }
      secondaryAction={{ content: "Check again", onAction: check }}
    >
      <p>
        {why} {repair} {whenDrySentence(pool)}
      </p>
    </Banner>
  );
}
