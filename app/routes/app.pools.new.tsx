import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback } from "react";
import { requireMerchant } from "#app/merchant.server.ts";
import { createPool } from "#app/pools/create-pool.server.ts";
import { PoolForm } from "#app/ui/PoolForm.tsx";
import { NEW_POOL, settingsOfForm } from "#app/ui/pool-form-values.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMerchant(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const created = await createPool({ accountId, actor, settings: await request.json() });
  return created.ok
    ? { ok: true as const, poolId: created.value.id }
    : { ok: false as const, problem: created.refusal.detail, errors: created.refusal.errors ?? [] };
}

export default function NewPool() {
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
      start={NEW_POOL}
      handleFollowsName="yes"
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
