import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { newDynamicForm } from "#app/ui/dynamic-form-values.ts";
import { PoolForm } from "#app/ui/PoolForm.tsx";
import { NEW_POOL, type SentSettings, sentSettings } from "#app/ui/pool-form-values.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const templates = await listTemplates({ accountId, archived: "no" });
  // The page of a template leads here with it.
  const asked = new URL(request.url).searchParams.get("template");
  return { templates, template: templates.find(({ id }) => id === asked)?.id ?? null };
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const sent: SentSettings = await request.json();
  const created =
    sent.type === "dynamic"
      ? await createDynamicPool({ accountId, actor, settings: sent.settings })
      : await createPool({ accountId, actor, settings: sent.settings });
  return created.ok
    ? { ok: true as const, poolId: created.value.id }
    : { ok: false as const, problem: created.refusal.detail, errors: created.refusal.errors ?? [] };
}

export default function NewPool() {
  const { templates, template } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  const onSaved = useCallback(() => {
    if (!answer?.ok) return;
    shopify.toast.show("Pool created");
    navigate(`/app/pools/${answer.poolId}`);
  }, [answer, navigate, shopify]);
  return (
    <PoolForm
      page={{
        title: "Create pool",
        backAction: { content: "Coupon pools", onAction: () => navigate("/app") },
      }}
      start={template ? { ...NEW_POOL, dynamic: newDynamicForm([template]) } : NEW_POOL}
      editing="no"
      templates={templates}
      errors={answer && !answer.ok ? answer.errors : NO_ERRORS}
      problem={answer && !answer.ok ? answer.problem : null}
      saving={fetcher.state === "idle" ? "no" : "yes"}
      saved={answer?.ok ? "yes" : "no"}
      onSave={(values) =>
        fetcher.submit(JSON.stringify(sentSettings(values)), {
          method: "post",
          encType: "application/json",
        })
      }
      onSaved={onSaved}
    />
  );
}

const NO_ERRORS: [] = [];

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
