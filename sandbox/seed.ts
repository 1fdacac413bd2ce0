import { z } from "zod";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { closeDatabase } from "#app/db/database.server.ts";
import { startQueue, stopQueue } from "#app/jobs/queue/queue.server.ts";
import { createEmailPlatform } from "./email/create-email-platform.ts";
import { demoAlerts } from "./seed/demo-alerts.ts";
import { demoCredentials, keepCredentials } from "./seed/demo-credentials.ts";
import { demoPools } from "./seed/demo-pools.ts";
import { demoTemplates } from "./seed/demo-templates.ts";
import { installApp } from "./seed/install-app.ts";
import { seedPool } from "./seed/seed-pool.ts";
import { seedTemplate } from "./seed/seed-template.ts";
import { demoShop, demoUser } from "./shopify/demo-shop.ts";

// Fills the demo through the app's own use cases; nothing is inserted behind its back. Run as a process of
// its own beside the running app, whose worker reads the files. Running it again changes nothing.

const { SEED_APP_URL, SEED_ADMIN_URL, SEED_CREDENTIALS_FILE, SEED_EVENTS_URL, SEED_POOLS } = z
  .object({
    SEED_APP_URL: z.url(),
    SEED_ADMIN_URL: z.url(),
    SEED_EVENTS_URL: z.url(),
    SEED_CREDENTIALS_FILE: z.string().min(1),
    SEED_POOLS: z.enum(["seeded", "none"]),
  })
  .parse(process.env);
const actor = `${demoUser.first_name} ${demoUser.last_name}`;
const now = new Date();

const { accountId, storeId } = await connectStore({
  platform: "shopify",
  domain: demoShop.domain,
  name: demoShop.name,
  timeZone: demoShop.ianaTimezone,
  currency: demoShop.currencyCode,
  actor,
});
let credentials = await demoCredentials(SEED_CREDENTIALS_FILE, accountId, actor);

if (SEED_POOLS === "seeded" && !credentials.isFilled) {
  await installApp({ appUrl: SEED_APP_URL, adminUrl: SEED_ADMIN_URL });
  await startQueue();
  const connection = { ...credentials, appUrl: SEED_APP_URL };
  const seeding = { accountId, storeId, actor, email: createEmailPlatform(connection), connection, now };
  for (const demo of demoPools(now)) {
    console.log(`Pool: ${demo.settings.name}.`);
    await seedPool(seeding, demo);
  }
  for (const demo of demoTemplates(now)) {
    console.log(`Template and dynamic pool: ${demo.pool.settings.name}.`);
    await seedTemplate(seeding, demo);
  }
  await stopQueue();
  credentials = { ...credentials, isFilled: true };
  keepCredentials(SEED_CREDENTIALS_FILE, credentials);
}
if (SEED_POOLS === "seeded") {
  // Afterwards: what a newcomer finds low was so before anybody watched.
  const endpoint = await demoAlerts({ accountId, actor, eventsUrl: SEED_EVENTS_URL }, credentials.endpoint);
  keepCredentials(SEED_CREDENTIALS_FILE, { ...credentials, endpoint });
}
await closeDatabase();
process.exit(0);
