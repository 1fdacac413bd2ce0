import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import { listPoolTroubles } from "#app/alerts/list-pool-troubles.server.ts";
import { listLiveCampaigns } from "#app/campaigns/list-live-campaigns.server.ts";
import { listPreparations } from "#app/campaigns/list-preparations.server.ts";
import { env } from "#app/config/env.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { type Merchant, requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { workedSignature } from "#app/pages/worked-signature.server.ts";
import { archivePool, type Unassigned } from "#app/pools/archive-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { listWastedDays } from "#app/pools/list-wasted-days.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { codesInShop } from "#app/replenishment/codes-in-shop.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { ArchivePool } from "#app/ui/ArchivePool.tsx";
import { CodesInShop } from "#app/ui/CodesInShop.tsx";
import { CodesRefused } from "#app/ui/CodesRefused.tsx";
import { isOpen } from "#app/ui/campaign-words.ts";
import { DynamicTemplateCard } from "#app/ui/DynamicTemplateCard.tsx";
import { isFilling, isStillEmpty } from "#app/ui/dynamic-words.ts";
import { HistoryList } from "#app/ui/HistoryList.tsx";
import { LookUp } from "#app/ui/LookUp.tsx";
import { PoolBanner } from "#app/ui/PoolBanner.tsx";
import { PoolCampaigns } from "#app/ui/PoolCampaigns.tsx";
import { PoolCounts } from "#app/ui/PoolCounts.tsx";
import { PoolFacts } from "#app/ui/PoolFacts.tsx";
import { PoolTroubles } from "#app/ui/PoolTroubles.tsx";
import { PoolUse } from "#app/ui/PoolUse.tsx";
import { RedemptionsCard } from "#app/ui/RedemptionsCard.tsx";
import { requestExamples } from "#app/ui/request-examples.ts";
import { ShopEditBanner } from "#app/ui/ShopEditBanner.tsx";
import { StatusBadge } from "#app/ui/StatusBadge.tsx";
import { editedDiscounts } from "#app/ui/shop-edit-words.ts";
import { isCreating } from "#app/ui/shop-words.ts";
import { UploadList } from "#app/ui/UploadList.tsx";
import { UsePool } from "#app/ui/UsePool.tsx";
import { useFreshPage } from "#app/ui/use-fresh-page.ts";
import { useLookAgain } from "#app/ui/use-look-again.ts";
import { listUploads } from "#app/uploads/list-uploads.server.ts";

/** Lines of uploads and of history: at first, and when more is asked for. */
const LINES_SHOWN = 10;
const LINES_SHOWN_MAX = 500;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId, timeZone } = merchant;
  const pool = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const limit = new URL(request.url).searchParams.get("show") === "all" ? LINES_SHOWN_MAX : LINES_SHOWN;
  const templateId = pool.dynamic?.templateId;
  const [uploads, history, clients, template, preparations, campaigns, wasted, shop, troubles] =
    await Promise.all([
      listUploads({ accountId, poolId: pool.id, limit }),
      listHistory({ accountId, poolId: pool.id, limit }),
      listApiClients(accountId),
      templateId ? getTemplate({ accountId, templateId }) : null,
      listPreparations(pool.id),
      listLiveCampaigns(pool.id),
      listWastedDays(pool.id),
      pool.type === "static" && !pool.archivedAt ? codesInThisShop(merchant, pool.id) : null,
      listPoolTroubles(pool.id),
    ]);
  const client = clients.find(({ revokedAt }) => revokedAt === null);
  const { APP_URL, PUBLIC_PATH_PREFIX } = env();
  const target = `${PUBLIC_PATH_PREFIX}/api/v1/claims`;
  return {
    pool,
    template: template?.ok ? template.value : null,
    uploads,
    history,
    preparations,
    campaigns,
    wasted,
    shop,
    troubles,
    limit,
    timeZone,
    clientName: client?.name ?? null,
    examples: requestExamples({
      origin: new URL(APP_URL).origin,
      target,
      keyId: client?.id ?? "cpk_YOUR_KEY_ID",
      pool: pool.handle,
    }),
    worked: workedSignature(target, pool.handle),
  };
}

/** In the shop in whose admin the page stands: its account may have connected others before. */
async function codesInThisShop(merchant: Merchant, poolId: string) {
  const { id: storeId } = await merchantStore(merchant);
  return await codesInShop({ accountId: merchant.accountId, poolId, storeId });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const { id: poolId } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const form = await request.formData();
  const changed =
    form.get("intent") === "unarchive"
      ? { done: await unarchivePool({ accountId, actor, poolId }), toast: "Pool restored" }
      : await archive({ accountId, actor, poolId }, form.get("unassigned") === "delete" ? "delete" : "keep");
  return changed.done.ok
    ? { toast: changed.toast, problem: null }
    : { toast: null, problem: changed.done.refusal.detail };
}

async function archive(
  request: { accountId: string; actor: string; poolId: string },
  unassigned: Unassigned,
): Promise<{ done: Result<unknown>; toast: string }> {
  const done = await archivePool({ ...request, unassigned });
  return {
    done,
    toast:
      unassigned === "delete" ? "Pool archived. Its unassigned codes are being deleted." : "Pool archived",
  };
}

export default function Pool() {
  const {
    pool,
    template,
    uploads,
    history,
    preparations,
    campaigns,
    wasted,
    shop,
    troubles,
    limit,
    timeZone,
    ...use
  } = useLoaderData<typeof loader>();
  const isPreparing = preparations.some((line) => isOpen(line) && line.readyAt !== null && line.isDue);
  const isStopped = pool.type === "dynamic" && pool.status === "unavailable";
  useLookAgain(isFilling(pool) || isPreparing || isStopped ? "changing" : "still");
  useFreshPage();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState(false);
  const moreOf = (lines: unknown[]) =>
    lines.length === LINES_SHOWN && limit === LINES_SHOWN ? `/app/pools/${pool.id}?show=all` : null;
  const archived = pool.status === "archived";
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    else if (answer?.problem) shopify.toast.show(answer.problem, { isError: true });
  }, [answer, shopify]);
  const restore = () => fetcher.submit({ intent: "unarchive" }, { method: "post" });
  return (
    <Page
      title={pool.name}
      titleMetadata={<StatusBadge status={pool.status} />}
      subtitle={pool.handle}
      backAction={{ content: "Coupon pools", url: "/app" }}
      primaryAction={
        archived || pool.type !== "static"
          ? undefined
          : { content: "Upload codes", url: `/app/pools/${pool.id}/upload` }
      }
      secondaryActions={[
        { content: "Edit", url: `/app/pools/${pool.id}/edit` },
        archived
          ? { content: "Restore", onAction: restore }
          : { content: "Archive", destructive: true, onAction: () => setAsking(true) },
      ]}
    >
      <Layout>
        {pool.status === "active" && !isStillEmpty(pool) ? null : (
          <Layout.Section variant="fullWidth">
            <PoolBanner
              pool={pool}
              source={template?.source ?? "described"}
              onUnarchive={restore}
              onDeleteUnassigned={() => setAsking(true)}
            />
          </Layout.Section>
        )}
        {template && !archived && editedDiscounts(template.groups).length > 0 ? (
          <Layout.Section variant="fullWidth">
            <ShopEditBanner template={template} timeZone={timeZone} />
          </Layout.Section>
        ) : null}
        {troubles.length > 0 ? (
          <Layout.Section variant="fullWidth">
            <PoolTroubles pool={pool} troubles={troubles} timeZone={timeZone} />
          </Layout.Section>
        ) : null}
        {shop && shop.check.refused.length > 0 && !isCreating(shop.creation) ? (
          <Layout.Section variant="fullWidth">
            <CodesRefused poolId={pool.id} {...shop} {...shop.check} timeZone={timeZone} />
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <PoolCounts pool={pool} wasted={wasted} />
            <PoolCampaigns
              pool={pool}
              preparations={preparations}
              campaigns={campaigns}
              timeZone={pool.dynamic?.timeZone ?? timeZone}
            />
            <PoolUse pool={pool} />
            <RedemptionsCard pool={pool} />
            {pool.dynamic ? (
              <DynamicTemplateCard dynamic={pool.dynamic} template={template} />
            ) : (
              <UploadList uploads={uploads} timeZone={timeZone} more={moreOf(uploads)} />
            )}
            {shop ? <CodesInShop poolId={pool.id} {...shop} timeZone={timeZone} /> : null}
            <LookUp poolId={pool.id} timeZone={timeZone} />
            <UsePool {...use} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <PoolFacts pool={pool} timeZone={timeZone} />
            <HistoryList lines={history} timeZone={timeZone} more={`/app/history?pool=${pool.id}`} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <ArchivePool
        pool={pool}
        campaigns={campaigns}
        open={asking}
        running={fetcher.state === "idle" ? "no" : "yes"}
        onClose={() => setAsking(false)}
        onArchive={(unassigned) => {
          fetcher.submit({ intent: "archive", unassigned }, { method: "post" });
          setAsking(false);
        }}
      />
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
