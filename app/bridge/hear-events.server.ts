import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { BridgeEvent, RulesPage } from "#app/platforms/magento/exchange-messages.ts";
import { forgetRule } from "#app/platforms/magento/forget-rule.server.ts";
import { keepRule } from "#app/platforms/magento/keep-rule.server.ts";
import { keepRulesPage } from "#app/platforms/magento/keep-rules-page.server.ts";
import type { OrderNews } from "#app/redemptions/order-news.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { sendStoreCheck } from "#app/replenishment/send-store-check.server.ts";
import { hearDeletions } from "./hear-deletions.server.ts";

/**
 * Takes what happened in a store's shop: orders, and rules that changed. Everything may come again. Answers the ids
 * of the events, all of which are durable then.
 */
export async function hearEvents(
  store: { accountId: string; storeId: string },
  events: readonly BridgeEvent[],
): Promise<string[]> {
  const news = events.flatMap((event): OrderNews[] => {
    if (event.kind === "redeemed") {
      const { at, ...order } = event.data;
      return [{ kind: "redeemed", ...order, at: new Date(at) }];
    }
    return event.kind === "reversed"
      ? [
          {
            kind: "reversed",
            code: event.data.code,
            orderId: event.data.orderId,
            at: new Date(event.data.at),
          },
        ]
      : [];
  });
  if (news.length > 0) await recordRedemptions({ ...store, news });
  await hearDeletions(
    store,
    events.flatMap((event) => (event.kind === "code.deleted" ? [event.data.code] : [])),
  );
  await hearRuleChanges(store.storeId, events);
  return events.map(({ id }) => id);
}

/** With the look that a change is worth: an event that comes again has nothing new to tell, and causes none. */
async function hearRuleChanges(storeId: string, events: readonly BridgeEvent[]): Promise<void> {
  if (!events.some(({ kind }) => kind === "rule.changed" || kind === "rule.deleted")) return;
  await inTransaction(async (client) => {
    let hasChanged = false;
    for (const event of events) {
      if (event.kind === "rule.changed") {
        if (await keepRule(client, storeId, event.data, null)) hasChanged = true;
      } else if (event.kind === "rule.deleted") {
        if (await forgetRule(client, storeId, event.data.id)) hasChanged = true;
      }
    }
    if (hasChanged) await sendStoreCheck(storeId, client);
  });
}

/** Takes a page of the report of all rules. */
export async function hearRules(storeId: string, page: RulesPage): Promise<void> {
  await inTransaction(async (client) => {
    if (await keepRulesPage(client, storeId, page)) await sendStoreCheck(storeId, client);
  });
}
