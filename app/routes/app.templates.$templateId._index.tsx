import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Layout, Page, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { foundOr404 } from "#app/found-or-404.server.ts";
import { requireMerchant } from "#app/merchant.server.ts";
import { merchantStore } from "#app/merchant-store.server.ts";
import { archiveTemplate } from "#app/templates/archive-template.server.ts";
import { duplicateTemplate } from "#app/templates/duplicate-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { ConfirmModal } from "#app/ui/ConfirmModal.tsx";
import { TemplateBadge } from "#app/ui/TemplateBadge.tsx";
import { TemplatePools, TemplateSummary } from "#app/ui/TemplateFacts.tsx";
import { TemplateGroups } from "#app/ui/TemplateGroups.tsx";
import { PLATFORM_STATUS_WORDS, updateProgress } from "#app/ui/template-words.ts";

/** Milliseconds between two looks at how far an edit has come. */
const PROGRESS_EVERY = 3_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId } = merchant;
  const template = foundOr404(await getTemplate({ accountId, templateId: params.templateId ?? "" }));
  return { template, timeZone: (await merchantStore(merchant)).timeZone };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const asked = { accountId, actor, templateId: params.templateId ?? "" };
  const isCopy = (await request.formData()).get("intent") === "duplicate";
  const changed = isCopy ? await duplicateTemplate(asked) : await archiveTemplate(asked);
  if (!changed.ok) return { problem: changed.refusal.detail, copyId: null, toast: null };
  return {
    problem: null,
    copyId: isCopy ? changed.value.id : null,
    toast: isCopy ? "Template duplicated" : "Template archived",
  };
}

export default function Template() {
  const { template, timeZone } = useLoaderData<typeof loader>();
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
  const { label, tone, meaning } = PLATFORM_STATUS_WORDS[template.platformStatus];
  const send = (intent: "duplicate" | "archive") => fetcher.submit({ intent }, { method: "post" });
  return (
    <Page
      title={template.name}
      titleMetadata={<TemplateBadge template={template} />}
      backAction={{ content: "Templates", url: "/app/templates" }}
      primaryAction={
        template.source === "described" && !archived
          ? { content: "Edit", url: `/app/templates/${template.id}/edit` }
          : undefined
      }
      secondaryActions={[
        { content: "Duplicate", onAction: () => send("duplicate"), loading: fetcher.state !== "idle" },
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
        {meaning && !archived ? (
          <Layout.Section variant="fullWidth">
            <Banner tone={tone} title={label}>
              <p>{meaning}</p>
            </Banner>
          </Layout.Section>
        ) : null}
        <Layout.Section>
          <BlockStack gap="400">
            <TemplateSummary template={template} timeZone={timeZone} />
            {template.source === "described" || template.groups.length > 0 ? (
              <TemplateGroups groups={template.groups} timeZone={timeZone} />
            ) : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <TemplatePools pools={template.pools} />
        </Layout.Section>
      </Layout>
      <ConfirmModal
        id="archive-template"
        open={asking}
        title={`Archive ${template.name}?`}
        confirm="Archive template"
        tone="critical"
        running={fetcher.state === "idle" ? "no" : "yes"}
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
