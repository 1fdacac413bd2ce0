import { beforeEach, expect, test } from "vitest";
import { assignAnother } from "#app/claims/assign-another.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { hoursPass } from "#test/support/hours-pass.ts";
import { newEndpoint } from "#test/support/outbox.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

// A code that one message gave back and another one got: what is said of the one is not the other's.

freshDatabase();

let accountId: string;
let pool: string;
let code: string;
let spare: string;
let count = 0;
beforeEach(async () => {
  count += 1;
  accountId = await newAccount();
  await newEndpoint(accountId);
  [code = "", spare = ""] = codesNamed(`G${count}`, 2);
  pool = await poolWithCodes(accountId, [code], { releaseAllowed: true });
});

async function claim(key: string, contact: string): Promise<string> {
  const result = await claimCodes(claimRequest({ accountId, pool, recipients: [{ key, contact }] }));
  if (!result.ok) throw new Error(result.refusal.code);
  return `${result.value.claims[0]?.outcome} ${result.value.claims[0]?.code}`;
}

const giveBack = async (key: string) => await releaseCodes({ accountId, actor: "test", pool, keys: [key] });

/** Ada's message gives the code back, and Bob's gets it. */
async function handOn(): Promise<void> {
  expect(await claim("ada", "ada@example.com")).toBe(`assigned ${code}`);
  await giveBack("ada");
  await hoursPass(pool, 25);
  await sweepPools();
  expect(await claim("bob", "bob@example.com")).toBe(`assigned ${code}`);
}

async function order(): Promise<void> {
  const { id: storeId } = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  const at = new Date();
  const money = { total: "9", discount: "1", currency: "EUR" };
  await recordRedemptions({
    accountId,
    storeId,
    news: [{ kind: "redeemed", code, orderId: "7", orderNumber: "#7", ...money, at }],
  });
}

async function toldKey(): Promise<unknown> {
  const { rows } = await database().pool.query<{ key: unknown }>(
    "select detail -> 'key' as key from events where pool_id = $1 and type = 'code.redeemed'",
    [pool],
  );
  return rows.map(({ key }) => key);
}

test("another code for the message that gave one back leaves the code to whoever has it now", async () => {
  await handOn();
  const asked = { accountId, actor: "Robin", poolId: pool, key: "ada", earlier: "void" } as const;
  expect(await assignAnother(asked)).toMatchObject({ ok: false, refusal: { code: "codes_not_ready" } });
  await addCodes(accountId, pool, [spare]);
  expect(await assignAnother(asked)).toMatchObject({ ok: true, value: { code: spare } });
  expect((await findCode({ accountId, code }))?.state).toBe("assigned");
  await expectCountsEqualRows(pool);
});

test("an order is told with the key of the message that holds the code", async () => {
  await handOn();
  await order();
  expect(await toldKey()).toEqual(["bob"]);
});

test("an order with a code that was given back and not handed on is told with the key that had it", async () => {
  await claim("ada", "ada@example.com");
  await giveBack("ada");
  await order();
  expect(await toldKey()).toEqual(["ada"]);
  expect(await findContact({ accountId, contact: "ada@example.com" })).toMatchObject([{ orders: "#7" }]);
});

test("an order is not told of the message that gave the code back, wherever one looks", async () => {
  await handOn();
  await order();
  expect(await lookUpClaim({ accountId, pool, key: "ada" })).toMatchObject({ value: { redeemedAt: null } });
  expect(await lookUpClaim({ accountId, pool, key: "bob" })).toMatchObject({
    value: { redeemedAt: expect.any(String) },
  });
  expect(await findContact({ accountId, contact: "ada@example.com" })).toMatchObject([{ orders: null }]);
  expect(await findContact({ accountId, contact: "bob@example.com" })).toMatchObject([{ orders: "#7" }]);
  const exported = await exportClaims({ accountId, poolId: pool, from: null, to: null, timeZone: "UTC" });
  if (!exported.ok) throw new Error(exported.refusal.detail);
  let text = "";
  for await (const part of exported.value.text) text += part;
  const orders = text.split("\r\n").map((line) => [line.split(",")[3], line.split(",").at(-1)]);
  expect(orders.slice(1, 3)).toEqual([
    ["ada", ""],
    ["bob", "#7"],
  ]);
});
