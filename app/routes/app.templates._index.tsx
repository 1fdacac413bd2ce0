import type { LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate, useSearchParams } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Card, EmptySearchResult, EmptyState, Page, Tabs } from "@shopify/polaris";
import { useEffect } from "react";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { isPhone } from "#app/ui/small-screen.ts";
import { TemplateEarlier } from "#app/ui/TemplateEarlier.tsx";
import { TemplateTable } from "#app/ui/TemplateTable.tsx";
import type { action as createTemplate } from "./app.templates.new.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId } = merchant;
  const asked = new URL(request.url).searchParams.get("archived");
  const archived = asked === "yes" ? ("yes" as const) : ("no" as const);
  return {
    templates: await listTemplates({ accountId, archived }),
    archived,
    timeZone: (await merchantStore(merchant)).timeZone,
    smallScreen: isPhone(request.headers),
  };
}

const VIEWS = [
  { id: "in-use", content: "In use", panelID: "templates" },
  { id: "archived", content: "Archived", panelID: "templates" },
];

export default function Templates() {
  const { templates, archived, timeZone, smallScreen } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const view = (index: number) => {
    const next = new URLSearchParams(params);
    if (index === 1) next.set("archived", "yes");
    else next.delete("archived");
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <Page
      fullWidth
      title="Templates"
      subtitle="What a code is worth, and for whom. Dynamic pools create their codes from a template."
      primaryAction={{ content: "Create template", onAction: () => navigate("/app/templates/new") }}
    >
      <BlockStack gap="400">
        <Card padding="0">
          <Tabs tabs={VIEWS} selected={archived === "yes" ? 1 : 0} onSelect={view}>
            {templates.length > 0 ? (
              <TemplateTable templates={templates} smallScreen={smallScreen} />
            ) : archived === "yes" ? (
              <EmptySearchResult
                title="No archived templates"
                description="Templates that you archive are kept here."
                withIllustration
              />
            ) : (
              <EmptyState
                heading="Describe an offer once"
                action={{ content: "Create template", url: "/app/templates/new" }}
                image="/empty-pools.svg"
              >
                <p>
                  Choose a discount of your store or describe one here. Every message then gets a code of its
                  own that already works at the checkout.
                </p>
              </EmptyState>
            )}
          </Tabs>
        </Card>
        {archived === "no" ? <Earlier timeZone={timeZone} /> : null}
      </BlockStack>
    </Page>
  );
}

/** Makes a template of a discount that an earlier installation left, as "Create template" would. */
function Earlier({ timeZone }: { timeZone: string }) {
  const fetcher = useFetcher<typeof createTemplate>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show("Template created");
    navigate(`/app/templates/${answer.templateId}`);
  }, [answer, navigate, shopify]);
  const sent = fetcher.json as { discountId: string } | undefined;
  return (
    <TemplateEarlier
      timeZone={timeZone}
      usingId={sent?.discountId ?? null}
      problem={answer && !answer.ok ? answer.problem : null}
      onUse={(template) =>
        fetcher.submit(JSON.stringify({ source: "existing", ...template }), {
          method: "post",
          action: "/app/templates/new",
          encType: "application/json",
        })
      }
    />
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
