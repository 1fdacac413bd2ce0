import { parseArgs } from "node:util";
import { createInvitation, createLinkCode } from "./accounts/create-link-code.server.ts";
import { getAccount } from "./accounts/get-account.server.ts";
import { EnvironmentError, env } from "./config/env.server.ts";
import { closeDatabase } from "./db/database.server.ts";
import { isId } from "./db/ids.ts";
import { NoDatabaseError, reachDatabase } from "./startup/reach-database.server.ts";

// `npm run invite`: prints a code with which a Magento store opens an account of its own. With `-- --account acc_...`
// it prints a link code for an account that exists, for a shop that lost its key. Exits with 1 when it could not.

const ACTOR = "operator";

/** What is wrong with the request, in a sentence for the operator. */
class Unusable extends Error {}

try {
  const { values } = parseArgs({ options: { account: { type: "string" } } });
  await reachDatabase();
  process.stdout.write(values.account === undefined ? await invitation() : await linkCode(values.account));
} catch (error) {
  const expected = [EnvironmentError, NoDatabaseError, Unusable];
  const isExpected = isUsage(error) || expected.some((kind) => error instanceof kind);
  console.error(isExpected && error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

async function invitation(): Promise<string> {
  const { MAGENTO_SIGNUP } = env();
  if (MAGENTO_SIGNUP === "closed") {
    throw new Unusable(
      "MAGENTO_SIGNUP is closed, so that no invitation works. Set it to invite where the app runs.",
    );
  }
  const { code, expiresAt } = await createInvitation({ actor: ACTOR });
  return `${code}\nInvites one Magento store to an account of its own, until ${expiresAt.toISOString()}.\n`;
}

async function linkCode(accountId: string): Promise<string> {
  const account = isId("account", accountId) ? await getAccount(accountId) : null;
  if (!account) throw new Unusable(`There is no account ${accountId}.`);
  const { code, expiresAt } = await createLinkCode({ accountId, actor: ACTOR });
  return `${code}\nConnects one Magento store to ${account.name}, until ${expiresAt.toISOString()}.\n`;
}

/** Of `parseArgs`: an option that it does not know. */
function isUsage(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
