import type { ActionFunctionArgs } from "@remix-run/node";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { authenticate, sessionStorage } from "#app/shopify.server.ts";

/**
 * The merchant removed the app: its tokens are dead, its store is disconnected, its data is kept for a
 * return. A repeat changes nothing.
 */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticate.webhook(request);
  const sessions = await sessionStorage.findSessionsByShop(shop);
  await sessionStorage.deleteSessions(sessions.map(({ id }) => id));
  await disconnectStore({ platform: "shopify", domain: shop });
  return new Response();
}
