import { execFile } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { linkShop } from "#app/accounts/link-shop.server.ts";
import { formatSecret } from "#app/crypto/signature.ts";
import { newId } from "#app/db/new-id.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

const { url } = freshDatabase();

/** What `npm run invite` prints, and how it ends. */
async function invite(args: string[] = [], environment: Record<string, string> = {}) {
  const env = { ...process.env, APP_MODE: "test", DATABASE_URL: url(), ...environment };
  const run = promisify(execFile)(process.execPath, ["app/invite.server.ts", ...args], { env });
  return await run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
  );
}

const shop = () => ({
  installationId: randomUUID() as string,
  keyId: newId("bridge_key"),
  secret: formatSecret(randomBytes(32)),
  name: "Main Website",
  timeZone: "Europe/Berlin",
  currency: "EUR",
});

test("an invitation opens an account of its own", async () => {
  const { code, said } = await invite();
  expect(code).toBe(0);
  const [invitation = ""] = said.split("\n");
  expect(invitation).toMatch(/^CPI-/);
  expect(await linkShop({ code: invitation, shop: shop() }, "invite")).toMatchObject({ ok: true });
});

test("a link code for an account lets a shop in again that lost its key", async () => {
  const accountId = await newAccount();
  const { said } = await invite(["--account", accountId]);
  const [code = ""] = said.split("\n");
  expect(code).toMatch(/^CPL-/);
  const linked = await linkShop({ code, shop: shop() }, "closed");
  expect(linked).toMatchObject({ ok: true, value: { accountId } });
});

test("what cannot work is said in a sentence", async () => {
  expect(await invite([], { MAGENTO_SIGNUP: "closed" })).toEqual({
    code: 1,
    said: expect.stringMatching(/^MAGENTO_SIGNUP is closed/),
  });
  expect(await invite(["--account", "acc_nobody"])).toEqual({
    code: 1,
    said: "There is no account acc_nobody.\n",
  });
  const unknown = await invite(["--acount", "x"]);
  expect(unknown).toEqual({ code: 1, said: expect.stringContaining("--acount") });
  expect(unknown.said.split("\n")).toHaveLength(2);
});
