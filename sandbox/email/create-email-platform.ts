import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { bundleScript } from "../web/bundle-script.ts";
import { localOnly } from "../web/local-only.ts";
import { type Connection, callApi } from "./call-api.ts";
import { type CampaignInput, campaignOptionsSchema } from "./campaign-options.ts";
import { campaignView } from "./campaign-view.ts";
import { emailPage } from "./email-page.ts";
import { createEventListener, type EventListener } from "./events/event-listener.ts";
import type { Inbox } from "./inbox/inbox.ts";
import { inboxRoutes } from "./inbox/inbox-routes.ts";
import { createReceivedCodes, type ReceivedCodes } from "./received-codes.ts";
import { type Campaign, runCampaign } from "./run-campaign.ts";

export interface EmailPlatform {
  server: Hono;
  /** What takes the app's events, at /events. */
  listener: EventListener;
  received: ReceivedCodes;
  /** Starts sending at once; `finished` of the result resolves when every recipient has been dealt with. */
  startCampaign(input: CampaignInput): Campaign;
  connect(connection: Partial<Connection>): void;
  stop(): void;
}

/** Milliseconds between two pictures of a campaign that is watched. */
const PICTURE_EVERY_MILLISECONDS = 250;

const connectionSchema = z.object({
  apiKeyId: z.string().trim().startsWith("cpk_", "The key id starts with cpk_."),
  apiSecret: z.string().trim().startsWith("whsec_", "The secret starts with whsec_."),
});

/** A pretend email platform: campaigns that fetch a code for each recipient over the signed API. */
export function createEmailPlatform(
  given: Connection & { adminUrl?: string },
  options: { fetch?: typeof fetch; inbox?: Pick<Inbox, "mails"> } = {},
): EmailPlatform {
  let connection: Connection = given;
  const received = createReceivedCodes();
  const campaigns = new Map<string, Campaign>();
  const send = options.fetch ?? fetch;
  const listener = createEventListener(() => new Date());
  const platform: EmailPlatform = {
    server: new Hono(),
    listener,
    received,
    startCampaign(input) {
      const campaign = runCampaign(
        { connection: () => connection, received, fetch: send },
        campaignOptionsSchema.parse(input),
      );
      campaigns.set(campaign.id, campaign);
      return campaign;
    },
    connect(change) {
      connection = { ...connection, ...change };
    },
    stop() {
      for (const campaign of campaigns.values()) campaign.stop();
    },
  };

  const { server } = platform;
  server.use(localOnly());
  server.get("/", (context) => context.html(emailPage(given)));
  server.get("/page.js", async (context) =>
    context.body(await bundleScript(new URL("page/start.ts", import.meta.url)), 200, {
      "Content-Type": "text/javascript; charset=utf-8",
    }),
  );
  const style = (file: string) => (context: Context) =>
    context.body(readFileSync(new URL(file, import.meta.url)), 200, {
      "Content-Type": "text/css; charset=utf-8",
    });
  server.route("/", inboxRoutes(options.inbox ?? { mails: [] }, listener));
  server.get("/sandbox.css", style("../web/sandbox.css"));
  server.get("/page.css", style("email-page.css"));

  const forward = async (context: Context, target: string) => {
    try {
      const response = await callApi(connection, "GET", target, undefined, send);
      return context.body(await response.text(), response.status as 200, {
        "Content-Type": response.headers.get("content-type") ?? "application/json",
      });
    } catch {
      return context.json({ detail: "The coupon app does not answer." }, 502);
    }
  };
  server.get("/pools", (context) => {
    const search = new URLSearchParams({ limit: "100" });
    for (const name of ["search", "cursor"]) {
      const value = context.req.query(name);
      if (value) search.set(name, value);
    }
    return forward(context, `/api/v1/pools?${search}`);
  });
  server.get("/me", (context) => forward(context, "/api/v1/me"));

  server.put("/connection", async (context) => {
    const parsed = connectionSchema.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ detail: parsed.error.issues[0]?.message }, 400);
    platform.connect(parsed.data);
    return await forward(context, "/api/v1/me");
  });

  server.post("/campaigns", async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = campaignOptionsSchema.safeParse(body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
      return context.json({ detail: "The campaign cannot be sent like this.", errors }, 400);
    }
    const campaign = platform.startCampaign(parsed.data);
    return context.json({ id: campaign.id }, 202);
  });
  server.get("/campaigns", (context) => context.json([...campaigns.values()].map(campaignView).reverse()));

  const find = (context: Context) => campaigns.get(context.req.param("id") ?? "");
  const unknown = (context: Context) => context.json({ detail: "There is no such campaign." }, 404);
  server.get("/campaigns/:id", (context) => {
    const campaign = find(context);
    return campaign ? context.json(campaignView(campaign)) : unknown(context);
  });
  /** Everything that was received, one JSON line for each answer. */
  server.get("/campaigns/:id/answers", (context) => {
    const campaign = find(context);
    if (!campaign) return unknown(context);
    const lines = campaign.answers.map((answer) => `${JSON.stringify(answer)}\n`).join("");
    return context.body(lines, 200, { "Content-Type": "application/x-ndjson" });
  });
  server.post("/campaigns/:id/stop", (context) => {
    const campaign = find(context);
    campaign?.stop();
    return campaign ? context.json(campaignView(campaign)) : unknown(context);
  });
  server.get("/campaigns/:id/events", (context) => {
    const campaign = find(context);
    if (!campaign) return unknown(context);
    return streamSSE(context, async (stream) => {
      while (!stream.aborted) {
        const view = { ...campaignView(campaign), check: check() };
        await stream.writeSSE({ event: "campaign", data: JSON.stringify(view) });
        if (view.status !== "running") return;
        await Promise.race([campaign.finished, stream.sleep(PICTURE_EVERY_MILLISECONDS)]);
      }
    });
  });

  const check = () => ({ codes: received.codes, violations: received.violations });
  server.get("/check", (context) => context.json(check()));
  server.post("/reset", (context) => {
    platform.stop();
    campaigns.clear();
    received.reset();
    return context.json(check());
  });
  return platform;
}
