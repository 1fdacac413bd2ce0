import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import { foundOr404 } from "#app/found-or-404.server.ts";
import { requireMerchant } from "#app/merchant.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { PoolForm } from "#app/ui/PoolForm.tsx";
import { formOfPool, settingsOfForm } from "#app/ui/pool-form-values.ts";
import { StatusBadge } from "#app/ui/StatusBadge.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { accountId } = await requireMerchant(request);
  return { pool: foundOr404(await getPool({ accountId, pool: params.poolId ?? "" })) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const { id } = foundOr404(await getPool({ accountId, pool: params.poolId ?? "" }));
  const edited = await editPool({ accountId, actor, poolId: id, settings: await request.json() });
  return edited.ok
    ? { ok: true as const }
    : { ok: false as const, problem: edited.refusal.detail, errors: edited.refusal.errors ?? [] };
}

export default function EditPool() {
  const { pool } = useLoaderData<typeof loader>();
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
      handleFollowsName="no"
      errors={answer && !answer.ok ? answer.errors : NO_ERRORS}
      problem={answer && !answer.ok ? answer.problem : null}
      saving={fetcher.state === "idle" ? "no" : "yes"}
      saved={answer?.ok ? "yes" : "no"}
      onSave={(values) =>
        fetcher.submit(JSON.stringify(settingsOfForm(values)), {
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
