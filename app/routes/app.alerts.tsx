import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { getAlertSettings } from "#app/alerts/get-alert-settings.server.ts";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { listMails } from "#app/alerts/list-mails.server.ts";
import { env } from "#app/config/env.server.ts";
import { type AlertChange, changeAlerts } from "#app/pages/change-alerts.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { AlertMails, MailLog } from "#app/ui/AlertMails.tsx";
import { EventEndpoints } from "#app/ui/EventEndpoints.tsx";
import type { FreshSecret } from "#app/ui/SecretOnce.tsx";

const MAILS_SHOWN = 15;
/** How soon the page looks again while something is on its way. */
const LOOK_AGAIN_MILLISECONDS = 2_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const [settings, mails, endpoints] = await Promise.all([
    getAlertSettings(accountId),
    listMails(accountId, MAILS_SHOWN),
    listEndpoints(accountId),
  ]);
  const mail: "on" | "off" = env().SMTP_URL ? "on" : "off";
  return { settings, mails, endpoints, mail, timeZone };
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  return await changeAlerts({ accountId, actor, asked: await request.json() });
}

export default function Alerts() {
  const { settings, mails, endpoints, mail, timeZone } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [stored, setStored] = useState<FreshSecret | null>(null);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    else if (answer?.problem && answer.intent !== "add-endpoint" && answer.intent !== "save-alerts")
      shopify.toast.show(answer.problem, { isError: true });
  }, [answer, shopify]);
  const isUnderWay =
    (mail === "on" && mails.some(({ state }) => state === "waiting")) ||
    endpoints.some(({ waiting, offAt }) => waiting > 0 && offAt === null);
  useLookAgain(isUnderWay ? "while under way" : "not");
  const send = (asked: AlertChange) =>
    fetcher.submit(JSON.stringify(asked), { method: "post", encType: "application/json" });
  const sent =
    fetcher.state === "idle" ? null : ((fetcher.json as unknown as AlertChange | undefined) ?? null);
  const running = (intent: AlertChange["intent"]) => (sent?.intent === intent ? "yes" : "no");
  const problemOf = (intent: AlertChange["intent"]) =>
    answer?.intent === intent && fetcher.state === "idle" ? answer.problem : null;
  const fresh = answer?.fresh && answer.fresh !== stored ? answer.fresh : null;
  return (
    <Page title="Alerts">
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <AlertMails
              settings={settings}
              mail={mail}
              problem={problemOf("save-alerts")}
              running={running("save-alerts")}
              testing={running("test-mail")}
              onSave={(changed) => send({ intent: "save-alerts", ...changed })}
              onTest={() => send({ intent: "test-mail" })}
            />
            <EventEndpoints
              endpoints={endpoints}
              timeZone={timeZone}
              fresh={fresh}
              problem={problemOf("add-endpoint")}
              running={sent && runningOf(sent)}
              onAdd={(url) => send({ intent: "add-endpoint", url })}
              onTest={(endpointId) => send({ intent: "test-endpoint", endpointId })}
              onSwitchOn={(endpointId) => send({ intent: "switch-on", endpointId })}
              onRemove={(endpointId) => send({ intent: "remove-endpoint", endpointId })}
              onSendAgain={(endpointId, eventId) => send({ intent: "send-again", endpointId, eventId })}
              onSecretStored={() => setStored(answer?.fresh ?? null)}
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <MailLog mails={mails} timeZone={timeZone} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

/** What is being done now, for the buttons of one endpoint. */
function runningOf(asked: AlertChange): { intent: string; endpointId: string | null } {
  const intent = asked.intent === "send-again" ? `send-again ${asked.eventId}` : asked.intent;
  return { intent, endpointId: "endpointId" in asked ? asked.endpointId : null };
}

/** Follows what is on its way, as long as the page is looked at. */
function useLookAgain(when: "while under way" | "not"): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (when === "not") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, LOOK_AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [when, revalidate]);
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
