import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createInvitation, createLinkCode } from "#app/accounts/create-link-code.server.ts";
import { disconnectStore } from "#app/accounts/disconnect-store.server.ts";
import { findBridgeCredentials } from "#app/accounts/find-bridge-credentials.server.ts";
import { linkShop, type ShopToLink } from "#app/accounts/link-shop.server.ts";
import { formatSecret } from "#app/crypto/signature.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { newId } from "#app/db/new-id.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

freshDatabase();

function shop(installationId: string = randomUUID()): ShopToLink {
  return {
    installationId,
    keyId: newId("bridge_key"),
    secret: formatSecret(randomBytes(32)),
    name: "Main Website",
    timeZone: "Europe/Berlin",
    currency: "EUR",
  };
}

async function link(
  code: string | null,
  one: ShopToLink,
  signup: "closed" | "invite" | "open" = "invite",
): Promise<string> {
  const linked = await linkShop({ code, shop: one }, signup);
  return linked.ok ? linked.value.accountId : linked.refusal.code;
}

test("a link code connects one shop to the account that made it, once", async () => {
  const accountId = await newAccount();
  const { code } = await createLinkCode({ accountId, actor: "test" });
  const one = shop();
  expect(await link(code, one)).toBe(accountId);
  expect((await findBridgeCredentials(one.keyId))?.accountId).toBe(accountId);
  expect(await link(code, shop())).toBe("unauthorized");
});

test("however the code was typed, it is the same code", async () => {
  const accountId = await newAccount();
  const { code } = await createLinkCode({ accountId, actor: "test" });
  const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
  expect(await link(typed, shop())).toBe(accountId);
});

test("the same code from the same installation and key gives the same result again, for a day", async () => {
  const accountId = await newAccount();
  const { code } = await createLinkCode({ accountId, actor: "test" });
  const one = shop();
  const first = await linkShop({ code, shop: one }, "invite");
  expect(await linkShop({ code, shop: one }, "invite")).toEqual(first);
  expect(await link(code, { ...one, secret: shop().secret })).toBe("unauthorized");
  await database().pool.query("update bridge_links set used_at = used_at - interval '25 hours'");
  expect(await link(code, one)).toBe("unauthorized");
});

test("a shop whose first answer was lost may come with another code and the same key", async () => {
  const accountId = await newAccount();
  const one = shop();
  const first = await link((await createLinkCode({ accountId, actor: "test" })).code, one);
  const { code } = await createLinkCode({ accountId, actor: "test" });
  expect(await link(code, one)).toBe(first);
  expect(await link(code, shop())).toBe("unauthorized");
  const others = await createLinkCode({ accountId: await newAccount(), actor: "test" });
  expect(await link(others.code, one)).toBe("unauthorized");
});

test("a code is too old after a quarter of an hour", async () => {
  const { code } = await createLinkCode({ accountId: await newAccount(), actor: "test" });
  await database().pool.query("update bridge_links set expires_at = expires_at - interval '15 minutes'");
  expect(await link(code, shop())).toBe("unauthorized");
});

test("an account of its own needs an invitation, unless everybody may sign up", async () => {
  expect(await link(null, shop())).toBe("signup_closed");
  expect(await link(null, shop(), "open")).toMatch(/^acc_/);
  const { code } = await createInvitation({ actor: "operator" });
  expect(await link(code, shop(), "closed")).toBe("signup_closed");
  expect(await link(code, shop())).toMatch(/^acc_/);
});

test("signing up is repeatable with the same key and closed to anybody else who knows the installation", async () => {
  const one = shop();
  const account = await link(null, one, "open");
  expect(await link(null, one, "open")).toBe(account);
  expect(await link(null, shop(one.installationId), "open")).toBe("linked_elsewhere");
  const { code } = await createLinkCode({ accountId: await newAccount(), actor: "test" });
  expect(await link(code, shop(one.installationId))).toBe("linked_elsewhere");
});

test("a shop that comes back with a new key finds its store, and the old key stops working", async () => {
  const accountId = await newAccount();
  const one = shop();
  await link((await createLinkCode({ accountId, actor: "test" })).code, one);
  const { id } = await database().prisma.store.findFirstOrThrow({ where: { domain: one.installationId } });
  await inTransaction((client) => disconnectStore(client, id));
  const later = Date.now() + 60_000;
  expect(await findBridgeCredentials(one.keyId, later)).toBeNull();
  const again = shop(one.installationId);
  await link((await createLinkCode({ accountId, actor: "test" })).code, again);
  const stores = await database().prisma.store.findMany({ where: { domain: one.installationId } });
  expect(stores).toHaveLength(1);
  expect((await findBridgeCredentials(again.keyId, later))?.storeId).toBe(stores[0]?.id);
  expect(await findBridgeCredentials(one.keyId, later + 60_000)).toBeNull();
});

test("one code sent by two shops at the same moment connects one of them", async () => {
  const { code } = await createLinkCode({ accountId: await newAccount(), actor: "test" });
  const answers = await Promise.all([link(code, shop()), link(code, shop())]);
  expect(answers.filter((answer) => answer === "unauthorized")).toHaveLength(1);
});
