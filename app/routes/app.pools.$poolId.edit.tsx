import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { editDynamicPool } from "#app/pools/edit-dynamic-pool.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { PoolForm } from "#app/ui/PoolForm.tsx";
import { formOfPool, type SentSettings, sentSettings } from "#app/ui/pool-form-values.ts";
import { StatusBadge } from "#app/ui/StatusBadge.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  const pool = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const { templateId } = pool.dynamic ?? {};
  const template = templateId ? foundOr404(await getTemplate({ accountId, templateId })) : null;
  return { pool, templates: template ? [template] : [] };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const { id } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const sent: SentSettings = await request.json();
  const edited =
    sent.type === "dynamic"
      ? await editDynamicPool({ accountId, actor, poolId: id, settings: sent.settings })
      : await editPool({ accountId, actor, poolId: id, settings: sent.settings });
  return edited.ok
    ? { ok: true as const }
    : { ok: false as const, problem: edited.refusal.detail, errors: edited.refusal.errors ?? [] };
}

export default function EditPool() {
  const { pool, templates } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  const onSaved = useCallback(() => {
    shopify.toast.show("Pool saved");
    navigate(`/app/pools/${pool.id}`);
  }, [navigate, shopify, pool.id]);
  return (
    <PoolForm
      page={{
        title: `Edit ${pool.name}`,
        titleMetadata: <StatusBadge status={pool.status} />,
        backAction: { content: pool.name, onAction: () => navigate(`/app/pools/${pool.id}`) },
      }}
      start={formOfPool(pool)}
      editing="yes"
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
