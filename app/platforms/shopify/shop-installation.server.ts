import { z } from "zod";
import type { Installation } from "../installation.ts";
import { type ShopAccess, shopifyAdminClient } from "./admin-client.server.ts";
import { ask } from "./ask.ts";
import { APP_INSTALLATION } from "./documents/shop-documents.ts";

/** Without it neither discounts nor codes can be made; it includes reading them. */
const SCOPE_NEEDED = "write_discounts";

const installationAnswer = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

/** The app's installation in a Shopify shop: its sessions, and what the Admin API says when it is asked with them. */
export function shopInstallation(shop: string, access: ShopAccess): Installation {
  return {
    async look() {
      // Named before the question, so that an access that comes meanwhile is not taken for the one refused.
      const accessSeal = (await access.tokens.load(shop))?.accessSeal ?? null;
      const answer = await ask(
        shopifyAdminClient({ shop, access }),
        APP_INSTALLATION,
        {},
        installationAnswer,
      );
      if (answer.ok) {
        const granted = answer.value.currentAppInstallation.accessScopes.map(({ handle }) => handle);
        return { kind: "installed", missingScope: !granted.includes(SCOPE_NEEDED) };
      }
      const { failure } = answer;
      if (failure.kind !== "unreachable") return { kind: "unknown", detail: failure.detail };
      switch (failure.reason) {
        case "reconnect_needed":
        case "disconnected":
          return { kind: "gone", access: accessSeal };
        case "shop_frozen":
          return { kind: "frozen", access: accessSeal };
        case "scopes_missing":
          return { kind: "installed", missingScope: true };
        default:
          return failure.reason satisfies never;
      }
    },
    async forget(client, accessSeal) {
      const { rows } = await client.query<{ accessToken: string }>(
        `select "accessToken" from shopify_sessions where id = $1 for update`,
        [`offline_${shop}`],
      );
      if ((rows[0]?.accessToken ?? null) !== accessSeal) return false;
      await forgetSessions(client, shop);
      return true;
    },
    forgetAll: (client) => forgetSessions(client, shop),
  };
}

async function forgetSessions(client: Parameters<Installation["forgetAll"]>[0], shop: string): Promise<void> {
  await client.query("delete from shopify_sessions where shop = $1", [shop]);
}
