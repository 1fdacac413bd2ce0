import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { askAboutCustomer } from "../shopify/ask-about-customer.ts";
import { changeScopes, expireTokens, redactShop, uninstallApp } from "../shopify/change-installation.ts";
import { effectiveScopes } from "../shopify/check-access.ts";
import { createControls } from "../shopify/controls/create-controls.ts";
import type { SandboxShopify } from "../shopify/sandbox-shopify.ts";
import { mintSessionToken, SESSION_TOKEN_SECONDS } from "../shopify/session-token.ts";
import { bundleScript } from "../web/bundle-script.ts";
import { localOnly } from "../web/local-only.ts";
import { controlsPage } from "./controls-page.ts";
import { framePage } from "./frame-page.ts";

/**
 * The server around the pretend Shopify: Shopify's own addresses under `/admin`, the page that embeds the
 * app under `/apps/coupon-pools`, the stub App Bridge at `/app-bridge.js`, and controls.
 */
export function createSandboxAdmin(sandbox: SandboxShopify, appUrl: string): Hono {
  const { state, app, shopify } = sandbox;
  const appOrigin = new URL(appUrl).origin;
  const appPath = `/apps/${app.handle}`;
  const admin = new Hono();
  const background = (work: Promise<void>) =>
    void work.catch((error: unknown) => console.error("The sandbox could not send a webhook:", error));

  // Shopify's own addresses are called by servers, under the shop's name, and know no local pages.
  admin.mount("/admin", (request, env: object) => shopify.fetch(request, env), { replaceRequest: false });
  admin.use(localOnly([appOrigin]));

  admin.get("/", (context) => context.redirect(appPath));
  const frame = (context: Context) => {
    context.header("Cache-Control", "no-store");
    const settings = { appUrl, appPath, shop: state.data.shop.domain, host: hostOf(state.data.shop.handle) };
    return context.html(framePage(settings, app.name));
  };
  admin.get(appPath, frame);
  admin.get(`${appPath}/*`, frame);

  const script = (entry: string) => async (context: Context) =>
    context.body(await bundleScript(new URL(entry, import.meta.url)), 200, {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "no-cache",
    });
  admin.get("/app-bridge.js", script("app-bridge/start.ts"));
  admin.get("/sandbox/frame.js", script("frame/start.ts"));
  const style = (file: string) => (context: Context) =>
    context.body(readFileSync(new URL(file, import.meta.url)), 200, {
      "Content-Type": "text/css; charset=utf-8",
    });
  admin.get("/sandbox/sandbox.css", style("../web/sandbox.css"));
  admin.get("/sandbox/frame.css", style("frame.css"));

  admin.use("/sandbox/*", cors({ origin: appOrigin }));
  admin.post("/sandbox/session-token", async (context) => {
    const now = sandbox.now();
    const token = await mintSessionToken(app, state.data.shop.domain, state.data.user.id, now);
    return context.json({ token, expiresAt: now.getTime() + SESSION_TOKEN_SECONDS * 1000 });
  });
  admin.get("/sandbox/user", (context) => {
    const { id, email, first_name, last_name } = state.data.user;
    return context.json({ id, email, name: `${first_name} ${last_name}` });
  });
  const scopes = () => ({
    granted: effectiveScopes(state.data.grantedScopes),
    required: state.data.grantedScopes.filter((scope) => !app.optionalScopes.includes(scope)),
    optional: app.optionalScopes,
  });
  admin.get("/sandbox/scopes", (context) => context.json(scopes()));
  admin.post("/sandbox/scopes", async (context) => {
    const change = JSON.parse(await context.req.text()) as { grant?: string[]; revoke?: string[] };
    background(changeScopes(sandbox, change));
    return context.json(scopes());
  });
  admin.get("/sandbox/resources/:type", (context) =>
    context.json(resources(sandbox, context.req.param("type"))),
  );
  admin.get("/sandbox/state", (context) => {
    const { installed, grantedScopes, deliveries } = state.data;
    return context.json({ installed, grantedScopes, deliveries });
  });

  admin.get("/controls", (context) => context.html(controlsPage(sandbox, appPath)));
  admin.post("/controls/uninstall", (context) => {
    background(uninstallApp(sandbox));
    return context.redirect("/controls", 303);
  });
  admin.post("/controls/redact", (context) => {
    background(redactShop(sandbox));
    return context.redirect("/controls", 303);
  });
  admin.post("/controls/customer", async (context) => {
    const { email = "", what } = await context.req.parseBody<{ email?: string; what?: string }>();
    background(askAboutCustomer(sandbox, { email }, what === "redact" ? "redact" : "data_request"));
    return context.redirect("/controls", 303);
  });
  admin.post("/controls/expire-tokens", (context) => {
    expireTokens(sandbox);
    return context.redirect("/controls", 303);
  });
  admin.post("/controls/scopes", async (context) => {
    const { grant, revoke } = await context.req.parseBody<{ grant?: string; revoke?: string }>();
    background(changeScopes(sandbox, { grant: grant ? [grant] : [], revoke: revoke ? [revoke] : [] }));
    return context.redirect("/controls", 303);
  });
  admin.route("/", createControls(sandbox));
  return admin;
}

/** What Shopify passes as `host`: where the app is framed, in base64. */
function hostOf(shopHandle: string): string {
  return Buffer.from(`admin.shopify.com/store/${shopHandle}`).toString("base64").replace(/=+$/, "");
}

function resources({ state }: SandboxShopify, type: string) {
  const { products, collections } = state.data;
  switch (type) {
    case "product":
      return products.map((product) => ({ ...product, detail: `${product.variants[0]?.price ?? ""}` }));
    case "variant":
      return products.flatMap((product) =>
        product.variants.map((variant) => ({
          ...variant,
          title: variant.displayName,
          detail: variant.price,
        })),
      );
    case "collection":
      return collections.map((one) => ({ ...one, detail: `${one.productIds.length} products` }));
    default:
      return [];
  }
}
