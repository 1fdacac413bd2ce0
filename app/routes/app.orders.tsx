import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import { settleOrders } from "#app/redemptions/settle-orders.server.ts";
import { failureSentence } from "#app/ui/platform-words.ts";
import type { OrdersAnswer } from "#app/ui/use-orders-access.ts";
import { orderSourceOf } from "#app/wiring/order-source-of.server.ts";

/** The merchant has allowed reading orders, or taken it back. Which of the two is asked of the shop. */
export async function action({ request }: ActionFunctionArgs): Promise<OrdersAnswer> {
  const merchant = await requireMerchant(request);
  const store = await merchantStore(merchant);
  const orders = await orderSourceOf(store.id, "page");
  if (!orders) return { state: "not_allowed", problem: "This store is not connected." };
  const settled = await settleOrders({ storeId: store.id, orders, actor: merchant.actor });
  return settled.ok
    ? { state: settled.value, problem: null }
    : { state: "not_allowed", problem: failureSentence(settled.failure) };
}
