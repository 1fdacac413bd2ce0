import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Layout, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import { env } from "#app/config/env.server.ts";
import { foundOr404 } from "#app/found-or-404.server.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { requireMerchant } from "#app/merchant.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { ConfirmModal } from "#app/ui/ConfirmModal.tsx";
import { DynamicTemplateCard } from "#app/ui/DynamicTemplateCard.tsx";
import { isFilling, isStillEmpty } from "#app/ui/dynamic-words.ts";
import { HistoryList } from "#app/ui/HistoryList.tsx";
import { LookUp } from "#app/ui/LookUp.tsx";
import { PoolBanner } from "#app/ui/PoolBanner.tsx";
import { PoolCounts } from "#app/ui/PoolCounts.tsx";
import { PoolFacts } from "#app/ui/PoolFacts.tsx";
import { RedemptionsCard } from "#app/ui/RedemptionsCard.tsx";
import { requestExamples } from "#app/ui/request-examples.ts";
import { StatusBadge } from "#app/ui/StatusBadge.tsx";
import { UploadList } from "#app/ui/UploadList.tsx";
import { UsePool } from "#app/ui/UsePool.tsx";
import { listUploads } from "#app/uploads/list-uploads.server.ts";
import { workedSignature } from "#app/worked-signature.server.ts";

/** Lines of uploads and of history: at first, and when more is asked for. */
const LINES_SHOWN = 10;
const LINES_SHOWN_MAX = 500;
/** Milliseconds between two looks at a pool whose codes are being made. */
const LOOK_EVERY = 2_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const pool = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const limit = new URL(request.url).searchParams.get("show") === "all" ? LINES_SHOWN_MAX : LINES_SHOWN;
  const templateId = pool.dynamic?.templateId;
  const [uploads, history, clients, template] = await Promise.all([
    listUploads({ accountId, poolId: pool.id, limit }),
    listHistory({ accountId, poolId: pool.id, limit }),
    listApiClients(accountId),
    templateId ? getTemplate({ accountId, templateId }) : null,
  ]);
  const client = clients.find(({ revokedAt }) => revokedAt === null);
  const { APP_URL, PUBLIC_PATH_PREFIX } = env();
  const target = `${PUBLIC_PATH_PREFIX}/api/v1/claims`;
  return {
    pool,
    template: template?.ok ? template.value : null,
    uploads,
    history,
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

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const { id: poolId } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const form = await request.formData();
  const change = form.get("intent") === "unarchive" ? unarchivePool : archivePool;
  const pool = foundOr404(await change({ accountId, actor, poolId }));
  return { toast: pool.archivedAt ? "Pool archived" : "Pool restored" };
}

export default function Pool() {
  const { pool, template, uploads, history, limit, timeZone, examples, worked, clientName } =
    useLoaderData<typeof loader>();
  useLookAgain(isFilling(pool) ? "changing" : "still");
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState(false);
  const moreOf = (lines: unknown[]) =>
    lines.length === LINES_SHOWN && limit === LINES_SHOWN ? `/app/pools/${pool.id}?show=all` : null;
  const archived = pool.status === "archived";
  const toast = fetcher.data?.toast;
  useEffect(() => {
    if (toast) shopify.toast.show(toast);
  }, [toast, shopify]);
  const send = (intent: "archive" | "unarchive") => fetcher.submit({ intent }, { method: "post" });
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
          ? { content: "Restore", onAction: () => send("unarchive") }
          : { content: "Archive", destructive: true, onAction: () => setAsking(true) },
      ]}
    >
      <Layout>
        {pool.status === "active" && !isStillEmpty(pool) ? null : (
          <Layout.Section variant="fullWidth">
            <PoolBanner pool={pool} onUnarchive={() => send("unarchive")} />
          </Layout.Section>
        )}
        <Layout.Section>
          <BlockStack gap="400">
            <PoolCounts pool={pool} />
            <RedemptionsCard pool={pool} />
            {pool.dynamic ? (
              <DynamicTemplateCard dynamic={pool.dynamic} template={template} />
            ) : (
              <UploadList uploads={uploads} timeZone={timeZone} more={moreOf(uploads)} />
            )}
            <LookUp poolId={pool.id} timeZone={timeZone} />
            <UsePool examples={examples} worked={worked} clientName={clientName} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <PoolFacts pool={pool} timeZone={timeZone} />
            <HistoryList lines={history} timeZone={timeZone} more={`/app/history?pool=${pool.id}`} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <ConfirmModal
        id="archive-pool"
        open={asking}
        title={`Archive ${pool.name}?`}
        confirm="Archive pool"
        tone="critical"
        running={fetcher.state === "idle" ? "no" : "yes"}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          send("archive");
          setAsking(false);
        }}
      >
        <Text as="p">
          Campaigns that still use this pool get no more codes from it. Its codes and figures are kept, and
          you can restore it at any time.
        </Text>
      </ConfirmModal>
    </Page>
  );
}

/** Loads the page's data again while its figures change by themselves. */
function useLookAgain(figures: "changing" | "still"): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (figures === "still" || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_EVERY);
    return () => clearTimeout(timer);
  }, [figures, state, revalidate]);
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
