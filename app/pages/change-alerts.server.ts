import { z } from "zod";
import { createEndpoint } from "#app/alerts/create-endpoint.server.ts";
import { removeEndpoint } from "#app/alerts/remove-endpoint.server.ts";
import { sendAgain, testEndpoint } from "#app/alerts/send-again.server.ts";
import { sendTestMail } from "#app/alerts/send-test-mail.server.ts";
import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { switchEndpointOn } from "#app/alerts/switch-endpoint-on.server.ts";
import type { Refusal, Result } from "#app/errors/refusal.ts";
import type { FreshSecret } from "#app/ui/SecretOnce.tsx";
import { loopbackAllowed } from "#app/wiring/loopback-allowed.server.ts";

const endpointId = z.string();

/** What the page of alerts may ask for. */
const changeSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save-alerts"),
    recipients: z.array(z.string()),
    alerts: z.array(z.string()),
  }),
  z.object({ intent: z.literal("test-mail") }),
  z.object({ intent: z.literal("add-endpoint"), url: z.string() }),
  z.object({ intent: z.literal("remove-endpoint"), endpointId }),
  z.object({ intent: z.literal("test-endpoint"), endpointId }),
  z.object({ intent: z.literal("switch-on"), endpointId }),
  z.object({ intent: z.literal("send-again"), endpointId, eventId: z.string() }),
]);
export type AlertChange = z.infer<typeof changeSchema>;

/** What came of it: a message, a secret that is shown once, or a sentence on what is wrong. */
export interface AlertAnswer {
  intent: AlertChange["intent"];
  toast: string | null;
  fresh: FreshSecret | null;
  problem: string | null;
}

/** Does what the page of alerts asks for; a refusal comes back as a sentence. */
export async function changeAlerts(request: {
  accountId: string;
  actor: string;
  asked: unknown;
}): Promise<AlertAnswer> {
  const { accountId, actor } = request;
  const asked = changeSchema.parse(request.asked);
  const answer = (done: Partial<AlertAnswer>): AlertAnswer => ({
    intent: asked.intent,
    toast: null,
    fresh: null,
    problem: null,
    ...done,
  });
  const sentence = ({ errors, detail }: Refusal) => errors?.[0]?.message ?? detail;
  const told = <T>(result: Result<T>, toast: string) =>
    answer(result.ok ? { toast } : { problem: sentence(result.refusal) });
  switch (asked.intent) {
    case "save-alerts": {
      const saved = await setAlertSettings({ accountId, actor, settings: asked });
      return saved.ok
        ? answer({ toast: "Alerts saved" })
        : answer({ problem: wrongAddresses(saved.refusal, asked.recipients) ?? sentence(saved.refusal) });
    }
    case "test-mail":
      return told(await sendTestMail(accountId), "Test mail on its way");
    case "add-endpoint": {
      const made = await createEndpoint({ accountId, actor, url: asked.url, allowed: loopbackAllowed() });
      if (!made.ok) return answer({ problem: sentence(made.refusal) });
      const { id, url, secret } = made.value;
      const fresh = { name: new URL(url).host, keyId: id, secret, oldSecretUntil: null };
      return answer({ toast: "Endpoint added", fresh });
    }
    case "remove-endpoint":
      return told(
        await removeEndpoint({ accountId, actor, endpointId: asked.endpointId }),
        "Endpoint removed",
      );
    case "test-endpoint":
      return told(await testEndpoint({ accountId, endpointId: asked.endpointId }), "Test event on its way");
    case "switch-on":
      return told(
        await switchEndpointOn({ accountId, actor, endpointId: asked.endpointId, now: new Date() }),
        "Endpoint switched on",
      );
    case "send-again": {
      const { endpointId: to, eventId } = asked;
      return told(await sendAgain({ accountId, endpointId: to, eventId }), "Event on its way");
    }
    default:
      throw new Error(`An unknown change: ${asked satisfies never}`);
  }
}

/** Which of several addresses are wrong, and why; null: it is none of them. */
function wrongAddresses({ errors }: Refusal, recipients: readonly string[]): string | null {
  const wrong = (errors ?? []).flatMap(({ path, message }) => {
    const address = recipients[Number(path.split(".")[1] ?? Number.NaN)];
    return address === undefined ? [] : [`${address}: ${message}`];
  });
  return wrong.length === 0 ? null : wrong.join(" ");
}
