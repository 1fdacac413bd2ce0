import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { exportClaims } from "#app/claims/export-claims.server.ts";
import { database } from "#app/db/database.server.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

async function claim(pool: string, keys: readonly string[], campaign = "welcome"): Promise<void> {
  const result = await claimCodes(
    claimRequest({
      accountId,
      pool,
      campaign: { id: campaign, type: "automation" },
      recipients: keys.map((key) => ({ key, contact: `${key}@example.com` })),
    }),
  );
  if (!result.ok) throw new Error(result.refusal.code);
}

interface Asked {
  poolId?: string | null;
  from?: string;
  to?: string;
  timeZone?: string;
  account?: string;
}

async function read({ poolId = null, from, to, timeZone = "UTC", account = accountId }: Asked) {
  const made = await exportClaims({
    accountId: account,
    poolId,
    from: from ?? null,
    to: to ?? null,
    timeZone,
  });
  if (!made.ok) throw new Error(made.refusal.code);
  let text = "";
  for await (const part of made.value.text) text += part;
  const lines = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  return { text, lines, fileName: made.value.fileName };
}

test("every claim is in it once, with what became of its code, and no contact", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("EXP", 2), {
    whenDry: "fallback",
    fallbackCode: "SORRY",
  });
  await claim(pool, ["a", "b", "c"]);
  const store = await database().prisma.store.findFirstOrThrow({ where: { accountId } });
  const at = new Date("2026-11-23T10:00:00Z");
  await recordRedemptions({
    accountId,
    storeId: store.id,
    news: [
      {
        kind: "redeemed",
        code: "EXP-000001",
        orderId: "7",
        orderNumber: "#1007",
        total: null,
        discount: null,
        currency: null,
        at,
      },
    ],
  });
  const { lines, text } = await read({ poolId: pool });
  expect(lines.map(({ key, code, state, outcome, orders }) => [key, code, state, outcome, orders])).toEqual([
    ["a", "EXP-000001", "redeemed", "assigned", "#1007"],
    ["b", "EXP-000002", "assigned", "assigned", ""],
    ["c", "SORRY", "fallback", "fallback", ""],
  ]);
  expect(text).not.toContain("example.com");
});

test("more claims than a page, of one instant, come in order and once", async () => {
  const pool = await poolWithCodes(accountId, []);
  await database().pool.query(
    `insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type, outcome,
                         fallback_code, claimed_at)
     select $1, 'k' || n, $2, 'cpk_test', '\\x00', 'c', 'automation', 'fallback', 'F',
            '2026-11-20T00:00:00Z'::timestamptz + (n / 6000) * interval '1 microsecond'
     from generate_series(1, 12345) n`,
    [pool, accountId],
  );
  const { lines } = await read({ poolId: pool });
  expect(lines).toHaveLength(12_345);
  expect(new Set(lines.map(({ key }) => key)).size).toBe(12_345);
});

test("days are those of the account's time zone, both included", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("DAY", 3));
  await claim(pool, ["before", "within", "after"]);
  for (const [key, at] of [
    ["before", "2026-11-22T22:59:59.999Z"],
    ["within", "2026-11-22T23:00:00Z"],
    ["after", "2026-11-23T23:00:00Z"],
  ]) {
    await database().pool.query("update claims set claimed_at = $1 where key = $2 and pool_id = $3", [
      at,
      key,
      pool,
    ]);
  }
  const asked = { poolId: pool, from: "2026-11-23", to: "2026-11-23", timeZone: "Europe/Amsterdam" };
  const { lines, fileName } = await read(asked);
  expect(lines.map(({ key }) => key)).toEqual(["within"]);
  expect(fileName).toMatch(/^claims-.+-2026-11-23-2026-11-23\.csv$/);
});

test("what a spreadsheet would run as a formula is made harmless", async () => {
  const pool = await poolWithCodes(accountId, codesNamed("EVIL", 1));
  await claim(pool, ['=HYPERLINK("http://evil.example")'], "@SUM(1)");
  const { lines } = await read({ poolId: pool });
  expect(lines[0]).toMatchObject({ key: `'=HYPERLINK("http://evil.example")`, campaign: "'@SUM(1)" });
});

test("an account exports its own pools alone", async () => {
  const other = await newAccount();
  expect((await read({ account: other })).lines).toEqual([]);
  const pool = await poolWithCodes(accountId, codesNamed("OWN", 1));
  await expect(read({ account: other, poolId: pool })).rejects.toThrow("not_found");
  const all = await read({});
  expect(new Set(all.lines.map(({ pool: name }) => name)).size).toBeGreaterThan(3);
});
