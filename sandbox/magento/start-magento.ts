import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { listen } from "../web/listen.ts";
import { createMagentoPage } from "./create-magento-page.ts";
import { openPretendShop, type PretendShop } from "./pretend-shop.ts";

export interface MagentoOptions {
  appUrl: string;
  databaseUrl: string;
  /** Of its database, for SQLite. */
  file: string;
  port: number;
  say: (line: string) => void;
}

/** A pretend Magento shop with a page of its own, connected to the demo's account. */
export interface RunningMagento {
  url: string;
  stop(): Promise<void>;
}

/** Milliseconds between two runs of cron. */
const CRON_MILLISECONDS = 5_000;
const POOL = {
  type: "dynamic",
  name: "Magento welcome",
  handle: "magento-welcome",
  codeFormat: { prefix: "MAG-" },
};

/** Opens the shop, connects it the first time and makes a rule, a template and a pool; then lets cron run. */
export async function startMagento(options: MagentoOptions): Promise<RunningMagento> {
  const { appUrl, file, port, say } = options;
  const shop = openPretendShop(file);
  await shop.do("configure", { values: { "coupon_pools/connection/address": appUrl } });
  const { connected } = await shop.do<{ connected: boolean }>("state");
  if (!connected) {
    say("Connecting the Magento shop.");
    await fill(shop, options);
  }
  const server = await listen(createMagentoPage(shop), port);
  let cron: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    // A shop that was disconnected, or a service that is starting: the next run is soon.
    cron = shop.do("sync").then(
      () => (isRunning = false),
      () => (isRunning = false),
    );
  }, CRON_MILLISECONDS);
  return {
    url: server.url,
    async stop() {
      clearInterval(timer);
      await cron;
      await server.close();
      await shop.stop();
    },
  };
}

async function fill(shop: PretendShop, { databaseUrl }: MagentoOptions): Promise<void> {
  await shop.do("link", { code: await linkCode(databaseUrl) });
  const rule = await shop.do<number>("createRule", { fields: { name: "Welcome 10%" } });
  await shop.do("createRule", { fields: { name: "Birthday 20%", discount_amount: 20 } });
  await shop.do("sync");
  const template = await call(shop, "/templates", { name: "Magento welcome 10%", rule });
  await call(shop, "/pools", { ...POOL, templateId: template.id });
}

async function call(shop: PretendShop, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await shop.do<{ status: number; body: Record<string, unknown> }>("call", {
    method: "POST",
    path: `/api/bridge/v1${path}`,
    body,
  });
  if (answer.status >= 300) throw new Error(`The app refused ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

async function linkCode(databaseUrl: string): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("link-code.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      APP_MODE: "demo",
      NODE_ENV: "production",
      LOG_LEVEL: "silent",
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: "4",
    },
  });
  let code = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    code += text;
  });
  await new Promise((resolve) => child.once("close", resolve));
  if (code === "") throw new Error("The demo gave no link code.");
  return code.trim();
}
