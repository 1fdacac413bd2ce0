import { createEndpoint } from "#app/alerts/create-endpoint.server.ts";
import { getAlertSettings } from "#app/alerts/get-alert-settings.server.ts";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { removeEndpoint } from "#app/alerts/remove-endpoint.server.ts";
import { setAlertSettings } from "#app/alerts/set-alert-settings.server.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";
import { demoUser } from "../shopify/demo-shop.ts";
import { granted } from "./granted.ts";

/** What the pretend email platform knows of its endpoint. */
export interface KeptEndpoint {
  endpointId: string;
  eventSecret: string;
}

/**
 * Has the demo's merchant told of everything, and the pretend email platform's endpoint hear of events: the one that is
 * kept while it is still at this address, else a new one. Settings that somebody made stay.
 */
export async function demoAlerts(
  to: { accountId: string; actor: string; eventsUrl: string },
  kept: KeptEndpoint | undefined,
): Promise<KeptEndpoint> {
  const { accountId, actor, eventsUrl } = to;
  const endpoints = await listEndpoints(accountId);
  const known = endpoints.find(({ id }) => id === kept?.endpointId);
  if (kept && known?.url === eventsUrl) return kept;
  const { recipients } = await getAlertSettings(accountId);
  if (!kept && recipients.length === 0) {
    const settings = { recipients: [demoUser.email], alerts: [...ALERT_KINDS] };
    granted(await setAlertSettings({ accountId, actor, settings }), "choose who gets alerts");
  }
  // The demo moved to another port.
  if (known) granted(await removeEndpoint({ accountId, actor, endpointId: known.id }), "remove an endpoint");
  const made = granted(
    await createEndpoint({ accountId, actor, url: eventsUrl, allowed: "loopback allowed" }),
    "add an endpoint",
  );
  return { endpointId: made.id, eventSecret: made.secret };
}
