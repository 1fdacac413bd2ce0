import { createLinkCode } from "#app/accounts/create-link-code.server.ts";
import { findAccountByStore } from "#app/accounts/find-account-by-store.server.ts";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { closeDatabase } from "#app/db/database.server.ts";

// Prints a link code of the demo's account. A process of its own, since the app's modules belong to one database for
// as long as they live.
const account = await findAccountByStore({ platform: "shopify", domain: DEMO_SHOP });
if (!account) throw new Error("The demo has no account.");
const { code } = await createLinkCode({ accountId: account.id, actor: "Demo" });
await closeDatabase();
process.stdout.write(`${code}\n`, () => process.exit(0));
