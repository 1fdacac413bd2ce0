import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { createLinkCode } from "#app/accounts/create-link-code.server.ts";
import { exchangeLateness } from "#app/accounts/exchange-lateness.ts";
import { findCopy } from "#app/accounts/find-copy.server.ts";
import { getAccount } from "#app/accounts/get-account.server.ts";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import { revokeApiClient } from "#app/accounts/revoke-api-client.server.ts";
import { rotateApiClient } from "#app/accounts/rotate-api-client.server.ts";
import { setBroadcastAllowed } from "#app/accounts/set-broadcast-allowed.server.ts";
import { setTimeZone } from "#app/accounts/set-time-zone.server.ts";
import { listLateStores } from "#app/alerts/list-late-stores.server.ts";
import { env } from "#app/config/env.server.ts";
import type { Refusal, Result } from "#app/errors/refusal.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { listStoreCodes } from "#app/replenishment/list-store-codes.server.ts";
import { BroadcastSetting, TimeZoneSetting } from "#app/ui/AccountSettings.tsx";
import { ApiClients } from "#app/ui/ApiClients.tsx";
import type { FreshLinkCode } from "#app/ui/LinkCodeOnce.tsx";
import { OrdersSetting } from "#app/ui/OrdersAccess.tsx";
import { PrivacyLink } from "#app/ui/PrivacyNotice.tsx";
import type { FreshSecret } from "#app/ui/SecretOnce.tsx";
import { StoreCodesSetting } from "#app/ui/StoreCodes.tsx";
import { Stores } from "#app/ui/Stores.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, shop } = await requireMerchant(request);
  const [account, clients, storeCodes, lateStores] = await Promise.all([
    getAccount(accountId),
    listApiClients(accountId),
    listStoreCodes(accountId),
    listLateStores(accountId),
  ]);
  const lateReasons = new Map(lateStores.map(({ id, reason }) => [id, reason]));
  if (!account) throw new Error("The account of a session is gone.");
  const ordersSince = account.stores.find(({ domain }) => domain === shop.toLowerCase())?.ordersSince ?? null;
  const zones = new Set(["UTC", account.timeZone, ...Intl.supportedValuesOf("timeZone")]);
  const now = new Date();
  const stores = await Promise.all(
    account.stores.map(async ({ bridge, ...store }) => ({
      ...store,
      bridge: bridge && {
        ...bridge,
        exchange: exchangeLateness({ ...store, ...bridge }, now),
        lateReason: lateReasons.get(store.id) ?? null,
        copy: await findCopy(store.id),
      },
    })),
  );
  const timeZones = [...zones].sort();
  return { account, stores, clients, storeCodes, timeZones, now: now.toISOString(), ordersSince };
}

const change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create-client"), name: z.string() }),
  z.object({
    intent: z.literal("rotate-client"),
    clientId: z.string(),
    name: z.string(),
    oldSecretHours: z.number(),
  }),
  z.object({ intent: z.literal("revoke-client"), clientId: z.string() }),
  z.object({ intent: z.literal("broadcast"), allowed: z.enum(["yes", "no"]) }),
  z.object({ intent: z.literal("time-zone"), timeZone: z.string() }),
  z.object({ intent: z.literal("link-code") }),
]);
type Change = z.infer<typeof change>;

interface Answer {
  intent: Change["intent"];
  toast: string | null;
  fresh: FreshSecret | null;
  linkCode: FreshLinkCode | null;
  problem: string | null;
}

export async function action({ request }: ActionFunctionArgs): Promise<Answer> {
  const { accountId, actor } = await requireMerchant(request);
  const asked = change.parse(await request.json());
  const answer = (done: Partial<Answer>): Answer => ({
    intent: asked.intent,
    toast: null,
    fresh: null,
    linkCode: null,
    problem: null,
    ...done,
  });
  const sentence = ({ errors, detail }: Refusal) => errors?.[0]?.message ?? detail;
  const told = (result: Result<unknown>, toast: string) =>
    answer(result.ok ? { toast } : { problem: sentence(result.refusal) });
  switch (asked.intent) {
    case "create-client": {
      const created = await createApiClient({ accountId, actor, name: asked.name });
      if (!created.ok) return answer({ problem: sentence(created.refusal) });
      const { id: keyId, name, secret } = created.value;
      return answer({ toast: "API client created", fresh: { name, keyId, secret, oldSecretUntil: null } });
    }
    case "rotate-client": {
      const { clientId, name, oldSecretHours } = asked;
      const rotated = await rotateApiClient({ accountId, actor, clientId, oldSecretHours });
      if (!rotated.ok) return answer({ problem: sentence(rotated.refusal) });
      const { secret, oldSecretUntil } = rotated.value;
      return answer({
        toast: "New secret made",
        fresh: {
          name,
          keyId: clientId,
          secret,
          oldSecretUntil: oldSecretHours === 0 ? null : oldSecretUntil,
        },
      });
    }
    case "revoke-client":
      return told(
        await revokeApiClient({ accountId, actor, clientId: asked.clientId }),
        "API client revoked",
      );
    case "broadcast":
      await setBroadcastAllowed({ accountId, actor, allowed: asked.allowed });
      return answer({ toast: asked.allowed === "yes" ? "Broadcasts allowed" : "Broadcasts not allowed" });
    case "time-zone":
      return told(await setTimeZone({ accountId, actor, timeZone: asked.timeZone }), "Time zone saved");
    case "link-code": {
      const { code, expiresAt } = await createLinkCode({ accountId, actor });
      const { APP_URL, PUBLIC_PATH_PREFIX } = env();
      const address = new URL(PUBLIC_PATH_PREFIX, APP_URL).href.replace(/\/$/, "");
      return answer({ linkCode: { code, expiresAt: expiresAt.toISOString(), address } });
    }
    default:
      throw new Error(`An unknown change: ${asked satisfies never}`);
  }
}

export default function Settings() {
  const { account, stores, clients, storeCodes, timeZones, now, ordersSince } =
    useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [stored, setStored] = useState<FreshSecret | null>(null);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    else if (answer?.problem && answer.intent !== "create-client")
      shopify.toast.show(answer.problem, { isError: true });
  }, [answer, shopify]);
  const send = (asked: Change) =>
    fetcher.submit(JSON.stringify(asked), { method: "post", encType: "application/json" });
  const running = (...intents: Change["intent"][]) => {
    const sent = fetcher.state === "idle" ? null : (fetcher.json as Change | undefined)?.intent;
    return sent && intents.includes(sent) ? "yes" : "no";
  };
  const problemOf = (intent: Change["intent"]) =>
    answer?.intent === intent && fetcher.state === "idle" ? answer.problem : null;
  const fresh = answer?.fresh && answer.fresh !== stored ? answer.fresh : null;
  return (
    <Page title="Settings">
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <ApiClients
              clients={clients}
              timeZone={account.timeZone}
              now={now}
              fresh={fresh}
              nameError={problemOf("create-client")}
              running={running("create-client", "rotate-client", "revoke-client")}
              onCreate={(name) => send({ intent: "create-client", name })}
              onRotate={(clientId, oldSecretHours) => {
                const name = clients.find(({ id }) => id === clientId)?.name ?? "";
                send({ intent: "rotate-client", clientId, name, oldSecretHours });
              }}
              onRevoke={(clientId) => send({ intent: "revoke-client", clientId })}
              onSecretStored={() => setStored(answer?.fresh ?? null)}
            />
            <BroadcastSetting
              allowed={account.broadcastAllowed ? "yes" : "no"}
              running={running("broadcast")}
              onChange={(allowed) => send({ intent: "broadcast", allowed })}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Stores
              stores={stores}
              timeZone={account.timeZone}
              fresh={answer?.linkCode ?? null}
              running={running("link-code")}
              onConnect={() => send({ intent: "link-code" })}
            />
            <StoreCodesSetting stores={storeCodes} />
            <PrivacyLink />
            <OrdersSetting since={ordersSince} timeZone={account.timeZone} />
            <TimeZoneSetting
              timeZone={account.timeZone}
              timeZones={timeZones}
              error={problemOf("time-zone")}
              running={running("time-zone")}
              onChange={(timeZone) => send({ intent: "time-zone", timeZone })}
            />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
