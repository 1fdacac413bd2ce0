import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DEMO_SHOP, DEMO_SHOPIFY_API_KEY, DEMO_SHOPIFY_API_SECRET } from "#app/config/demo-secrets.ts";
import { createSandboxAdmin } from "../admin/create-sandbox-admin.ts";
import { callApi } from "../email/call-api.ts";
import { createEmailPlatform, type EmailPlatform } from "../email/create-email-platform.ts";
import { type Inbox, openInbox } from "../email/inbox/inbox.ts";
import { findPhp } from "../magento/find-php.ts";
import { type RunningMagento, startMagento } from "../magento/start-magento.ts";
import { demoPools } from "../seed/demo-pools.ts";
import { putCodesInShop } from "../seed/put-codes-in-shop.ts";
import { createSandboxShopify } from "../shopify/create-sandbox-shopify.ts";
import { readWebhookSubscriptions } from "../shopify/read-webhook-subscriptions.ts";
import type { SandboxShopify } from "../shopify/sandbox-shopify.ts";
import { listen } from "../web/listen.ts";
import { buildApp } from "./build-app.ts";
import { choosePorts } from "./choose-ports.ts";
import { claimDirectory } from "./claim-directory.ts";
import { runSeed } from "./run-seed.ts";
import { type AppOptions, type RunningApp, startApp } from "./start-app.ts";
import { startPostgres } from "./start-postgres.ts";

export interface DemoOptions {
  /** Everything that is kept lies here. */
  directory?: string;
  /** The app's port; the admin, the email platform, PostgreSQL, the inbox and the Magento shop take the next five. 0: free ones. */
  port?: number;
  /** A database of the caller's own instead of the embedded one. */
  databaseUrl?: string;
  pools?: "seeded" | "none";
  /** A pretend Magento shop as a second store. It needs PHP. */
  magento?: "yes" | "no";
  /** What an earlier demo kept is thrown away first. */
  start?: "over" | "as it was";
  /** Further variables for the app. */
  environment?: Record<string, string>;
  say?: (line: string) => void;
}

/** What scripts need to drive a demo; written to `demo.json` in its directory. */
export interface DemoDescription {
  appUrl: string;
  adminUrl: string;
  emailPlatformUrl: string;
  /** Where the app sends mail. */
  smtpUrl: string;
  shop: string;
  /** The page of the pretend Magento shop; null without one. */
  magentoUrl: string | null;
  apiKeyId: string;
  apiSecret: string;
  pools: { id: string; handle: string; type: string }[];
}

export interface Demo extends DemoDescription {
  databaseUrl: string;
  /** The app's process; another one after `restartApp`. */
  readonly app: RunningApp;
  readonly shopify: SandboxShopify;
  readonly email: EmailPlatform;
  readonly inbox: Inbox;
  /** Starts the app again after `app.stop()` or `app.kill()`. */
  restartApp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts all of it: PostgreSQL, the real app in a process of its own, the pretend Shopify with its admin
 * frame, the pretend email platform; fills it the first time. When one part fails, the others are stopped.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const directory = resolve(options.directory ?? "var");
  const say = options.say ?? (() => {});
  const kept = join(directory, "demo");
  /** There exactly while all of it is running: scripts may wait for it. */
  const file = join(directory, "demo.json");
  const stops: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    stops.push(claimDirectory(kept));
    if (options.start === "over") {
      for (const name of [
        "postgres",
        "uploads",
        "shopify.json",
        "shopify-discounts.ndjson",
        "credentials.json",
        "magento.sqlite",
        "magento.sqlite-wal",
        "magento.sqlite-shm",
        "app.log",
      ]) {
        rmSync(join(kept, name), { recursive: true, force: true });
      }
    }
    rmSync(file, { force: true });
    const ports = await choosePorts(options.port ?? 4600);
    await buildApp(say);

    let { databaseUrl } = options;
    if (databaseUrl === undefined) {
      say("Starting PostgreSQL.");
      const postgres = await startPostgres({ dataDirectory: join(kept, "postgres"), port: ports.postgres });
      stops.push(postgres.stop);
      databaseUrl = postgres.url;
    }

    const appUrl = `http://127.0.0.1:${ports.app}`;
    const pools = options.pools ?? "seeded";
    const isNewShop = !existsSync(join(kept, "shopify-discounts.ndjson"));
    const shopify = createSandboxShopify({
      apiKey: DEMO_SHOPIFY_API_KEY,
      apiSecret: DEMO_SHOPIFY_API_SECRET,
      stateFile: join(kept, "shopify.json"),
      firstDiscounts: "demo",
      webhooks: {
        appUrl,
        subscriptions: readWebhookSubscriptions(readFileSync("shopify.app.toml", "utf8")),
      },
    });
    if (isNewShop && pools === "seeded") putCodesInShop(shopify, demoPools(new Date()));
    const admin = await listen(createSandboxAdmin(shopify, appUrl), ports.admin);
    stops.push(admin.close);

    const inbox = await openInbox(ports.smtp, () => new Date());
    stops.push(inbox.close);

    const appOptions: AppOptions = {
      port: ports.app,
      databaseUrl,
      sandboxUrl: admin.url,
      shop: DEMO_SHOP,
      apiKey: DEMO_SHOPIFY_API_KEY,
      apiSecret: DEMO_SHOPIFY_API_SECRET,
      uploadDirectory: join(kept, "uploads"),
      logFile: join(kept, "app.log"),
      environment: { SMTP_URL: inbox.url, ...options.environment },
    };
    say("Starting the app.");
    let app = await startApp(appOptions);
    stops.push(() => app.stop());

    const { eventSecret, ...credentials } = await runSeed({
      appUrl,
      eventsUrl: `http://127.0.0.1:${ports.email}/events`,
      adminUrl: admin.url,
      databaseUrl,
      uploadDirectory: appOptions.uploadDirectory,
      credentialsFile: join(kept, "credentials.json"),
      pools,
      say,
    });
    const magento = options.magento === "yes" ? await addMagento() : undefined;
    const connection = { appUrl, ...credentials };
    const email = createEmailPlatform({ ...connection, adminUrl: admin.url }, { inbox });
    if (eventSecret) email.listener.setSecret(eventSecret);
    stops.push(email.stop);
    const emailServer = await listen(email.server, ports.email);
    stops.push(emailServer.close);

    const description: DemoDescription = {
      appUrl,
      adminUrl: admin.url,
      emailPlatformUrl: emailServer.url,
      smtpUrl: inbox.url,
      shop: DEMO_SHOP,
      magentoUrl: magento?.url ?? null,
      ...credentials,
      pools: await readPools(connection),
    };
    writeFileSync(file, `${JSON.stringify(description, null, 2)}\n`, { mode: 0o600 });
    stops.push(() => rmSync(file, { force: true }));

    async function addMagento(): Promise<RunningMagento | undefined> {
      const php = findPhp();
      if (!php.isThere) {
        say(`There is no Magento shop in this demo. ${php.why}`);
        return undefined;
      }
      const running = await startMagento({
        appUrl,
        databaseUrl: databaseUrl ?? "",
        file: join(kept, "magento.sqlite"),
        port: ports.magento,
        say,
      });
      stops.push(running.stop);
      return running;
    }

    return {
      ...description,
      databaseUrl,
      shopify,
      email,
      inbox,
      get app() {
        return app;
      },
      async restartApp() {
        await app.exited;
        app = await startApp(appOptions);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readPools(connection: Parameters<typeof callApi>[0]): Promise<DemoDescription["pools"]> {
  const response = await callApi(connection, "GET", "/api/v1/pools?limit=100");
  if (!response.ok) throw new Error(`The app refused to list its pools: ${await response.text()}`);
  const { pools } = (await response.json()) as DemoDescription;
  return pools.map(({ id, handle, type }) => ({ id, handle, type }));
}
