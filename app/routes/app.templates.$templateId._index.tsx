import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Layout, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import type { Result } from "#app/errors/refusal.ts";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { discountPage } from "#app/platforms/shopify/shopify-ids.ts";
import { keepEdit } from "#app/replenishment/keep-edit.server.ts";
import { remakeDiscount } from "#app/replenishment/remake-discount.server.ts";
import { restoreOffer } from "#app/replenishment/restore-offer.server.ts";
import { archiveTemplate } from "#app/templates/archive-template.server.ts";
import { duplicateTemplate } from "#app/templates/duplicate-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { retryTemplate } from "#app/templates/retry-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import { unarchiveTemplate } from "#app/templates/unarchive-template.server.ts";
import { ConfirmModal } from "#app/ui/ConfirmModal.tsx";
import { ShopEditBanner } from "#app/ui/ShopEditBanner.tsx";
import { editedDiscounts } from "#app/ui/shop-edit-words.ts";
import { TemplateBadge } from "#app/ui/TemplateBadge.tsx";
import { TemplatePools, TemplateSummary } from "#app/ui/TemplateFacts.tsx";
import { TemplateGroups } from "#app/ui/TemplateGroups.tsx";
import { PLATFORM_STATUS_WORDS, templateMeaning, updateProgress } from "#app/ui/template-words.ts";

/** Milliseconds between two looks at how far an edit has come. */
const PROGRESS_EVERY = 3_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId } = merchant;
  const template = foundOr404(await getTemplate({ accountId, templateId: params.templateId ?? "" }));
  const { id: storeId, timeZone } = await merchantStore(merchant);
  const { discountId } = template;
  const isElsewhere = template.storeId !== storeId;
  const page = discountId === null || isElsewhere ? null : discountPage(discountId);
  return { template, timeZone, discountPage: page, isElsewhere };
}

type Change = (request: {
  accountId: string;
  actor: string;
  templateId: string;
}) => Promise<Result<TemplateDetail>>;

const INTENTS = {
  duplicate: { change: duplicateTemplate, toast: "Template duplicated" },
  archive: { change: archiveTemplate, toast: "Template archived" },
  unarchive: { change: unarchiveTemplate, toast: "Template restored" },
  retry: { change: retryTemplate, toast: "Trying again" },
  restoreOffer: { change: restoreOffer, toast: "The offer is being restored in Shopify" },
  keepEdit: { change: (request) => keepEdit({ ...request, offerProblems }), toast: "The change is kept" },
  remake: { change: remakeDiscount, toast: "Codes are being made under a new discount" },
} as const satisfies Record<string, { change: Change; toast: string }>;
type Intent = keyof typeof INTENTS;
const asked = z.object({
  intent: z.enum([
    "duplicate",
    "archive",
    "unarchive",
    "retry",
    "restoreOffer",
    "keepEdit",
    "remake",
  ] satisfies Intent[]),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const { intent } = asked.parse(Object.fromEntries(await request.formData()));
  const { change, toast } = INTENTS[intent];
  const changed = await change({ accountId, actor, templateId: params.templateId ?? "" });
  if (!changed.ok) return { problem: changed.refusal.detail, copyId: null, toast: null };
  return { problem: null, copyId: intent === "duplicate" ? changed.value.id : null, toast };
}

export default function Template() {
  const { template, timeZone, discountPage, isElsewhere } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState(false);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    if (answer?.copyId) navigate(`/app/templates/${answer.copyId}`);
  }, [answer, navigate, shopify]);
  const progress = updateProgress(template.groups);
  useRevalidateWhile(progress !== null && progress.refused < progress.total - progress.done);
  const archived = template.archivedAt !== null;
  const { label, tone } = PLATFORM_STATUS_WORDS[template.platformStatus];
  const meaning = templateMeaning(template);
  const canRemake = template.source === "described" && template.platformStatus === "deleted";
  const edit = template.source === "described" ? "Edit" : "Rename";
  const send = (intent: Intent) => fetcher.submit({ intent }, { method: "post" });
  const sending = fetcher.state === "idle" ? null : fetcher.formData?.get("intent");
  return (
    <Page
      title={template.name}
      titleMetadata={<TemplateBadge template={template} />}
      backAction={{ content: "Templates", url: "/app/templates" }}
      primaryAction={
        archived
          ? { content: "Restore", onAction: () => send("unarchive"), loading: sending === "unarchive" }
          : isElsewhere
            ? undefined
            : { content: edit, url: `/app/templates/${template.id}/edit` }
      }
      secondaryActions={[
        ...(discountPage
          ? [{ content: "Open in Shopify", onAction: () => void open(discountPage, "_top") }]
          : []),
        { content: "Duplicate", onAction: () => send("duplicate"), loading: sending === "duplicate" },
        ...(archived ? [] : [{ content: "Archive", destructive: true, onAction: () => setAsking(true) }]),
      ]}
    >
      <Layout>
        {answer?.problem ? (
          <Layout.Section variant="fullWidth">
            <Banner tone="critical" title="This did not work">
              <p>{answer.problem}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {archived ? (
          <Layout.Section variant="fullWidth">
            <Banner title="This template is archived">
              <p>No pool can choose it. Restore it to use or edit it again.</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {isElsewhere ? (
          <Layout.Section variant="fullWidth">
            <Banner title="This template belongs to another store of your account">
              <p>Pools here can use it. To change it, go to that store's admin.</p>
            </Banner>
          </Layout.Section>
        ) : null}
        {archived || isElsewhere || editedDiscounts(template.groups).length === 0 ? null : (
          <Layout.Section variant="fullWidth">
            <ShopEditBanner template={template} timeZone={timeZone} />
          </Layout.Section>
        )}
        {meaning && !archived ? (
          <Layout.Section variant="fullWidth">
            <Banner
              tone={tone}
              title={label}
              action={
                canRemake
                  ? {
                      content: "Create it again",
                      onAction: () => send("remake"),
                      loading: sending === "remake",
                    }
                  : undefined
              }
            >
              <p>{meaning}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <TemplateSummary template={template} timeZone={timeZone} />
            {template.source === "described" || template.groups.length > 0 ? (
              <TemplateGroups
                groups={template.groups}
                timeZone={timeZone}
                trying={sending === "retry" ? "yes" : "no"}
                onTryAgain={() => send("retry")}
              />
            ) : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <TemplatePools template={template} />
        </Layout.Section>
      </Layout>
      <ConfirmModal
        id="archive-template"
        open={asking}
        title={`Archive ${template.name}?`}
        confirm="Archive template"
        tone="critical"
        running={sending === "archive" ? "yes" : "no"}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          send("archive");
          setAsking(false);
        }}
      >
        <Text as="p">
          New pools can no longer choose it. Codes that were already sent go on working, and the template is
          kept under Archived.
        </Text>
      </ConfirmModal>
    </Page>
  );
}

/** Keeps the page fresh while the store is being changed. */
function useRevalidateWhile(isRunning: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(revalidate, PROGRESS_EVERY);
    return () => clearInterval(timer);
  }, [isRunning, revalidate]);
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
