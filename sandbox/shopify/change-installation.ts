import type { SandboxShopify } from "./sandbox-shopify.ts";
import { planName } from "./throttle.ts";

/** The merchant removes the app: its tokens end at once, then it is told. */
export async function uninstallApp(sandbox: SandboxShopify): Promise<void> {
  const { shop } = sandbox.state.data;
  sandbox.state.change((data) => {
    data.installed = false;
    data.accessTokens = {};
    data.refreshTokens = {};
    // Optional ones, and what the app had subscribed to, are gone with it.
    data.grantedScopes = data.grantedScopes.filter((scope) => !sandbox.app.optionalScopes.includes(scope));
    data.subscriptions = [];
  });
  await sandbox.sendWebhook("app/uninstalled", {
    id: shop.numericId,
    name: shop.name,
    email: shop.email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    iana_timezone: shop.ianaTimezone,
    currency: shop.currencyCode,
    plan_display_name: planName(sandbox.state.data.plan),
  });
}

/** What Shopify sends 48 hours after the app was removed, also when it came back meanwhile: the shop's data is to go. */
export async function redactShop(sandbox: SandboxShopify): Promise<void> {
  const { shop } = sandbox.state.data;
  await sandbox.sendWebhook("shop/redact", { shop_id: shop.numericId, shop_domain: shop.domain });
}

/** Grants and revokes optional scopes; the app is told when something changed. */
export async function changeScopes(
  sandbox: SandboxShopify,
  { grant = [], revoke = [] }: { grant?: string[]; revoke?: string[] },
): Promise<void> {
  const { optionalScopes } = sandbox.app;
  const previous = sandbox.state.data.grantedScopes;
  const kept = previous.filter((scope) => !(revoke.includes(scope) && optionalScopes.includes(scope)));
  const added = grant.filter((scope) => optionalScopes.includes(scope) && !kept.includes(scope));
  const current = [...kept, ...added];
  if (current.join() === previous.join()) return;
  sandbox.state.change((data) => {
    data.grantedScopes = current;
  });
  await sandbox.sendWebhook("app/scopes_update", {
    id: "gid://shopify/AppInstallation/51020001",
    previous,
    current,
    shop_id: sandbox.state.data.shop.id,
    updated_at: sandbox.now().toISOString(),
  });
}

/** Every access token is refused from now on; refresh tokens stay good. */
export function expireTokens(sandbox: SandboxShopify): void {
  sandbox.state.change((data) => {
    data.accessTokens = {};
  });
}
