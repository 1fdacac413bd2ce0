import { expect } from "vitest";
import { database } from "#app/db/database.server.ts";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";
import type { RealModule } from "#test/support/real-module.ts";

interface Known extends Record<string, unknown> {
  code: string;
  state: string;
  /** Of its batch. */
  batch: string;
  rule: string;
  claims: number;
  expiresAt: Date | null;
}

interface Coupon {
  code: string;
  rule_id: number;
  instruction_id: string | null;
  expires_at: string | null;
}

interface Order {
  coupon_code: string | null;
  state: string;
}

const keyOf = (code: string) => code.trim().toLowerCase();

/** Everything that is promised of a Magento shop, looked at in the service's database and in the shop's. */
export async function checkMagento(life: {
  magento: RealModule;
  pools: readonly string[];
  /** The code of each key, as the email platform was told. */
  told: ReadonlyMap<string, string>;
}): Promise<{ assigned: number; orders: number; strangers: number }> {
  const { magento, pools, told } = life;
  const known = await knownCodes(magento.accountId);
  const coupons = await magento.shop.do<Coupon[]>("coupons", { limit: 1_000_000 });
  const inShop = new Map(coupons.map((coupon) => [coupon.code, coupon]));

  for (const { code, state, rule, claims, expiresAt } of known) {
    if (!["available", "assigned", "redeemed"].includes(state)) continue;
    const coupon = inShop.get(code);
    expect(coupon && String(coupon.rule_id), `the rule of ${code}, which is ${state}`).toBe(rule);
    expect(coupon?.instruction_id, `whose ${code} is`).toMatch(/^ins_/);
    expect(claims, `claims of ${code}`).toBe(state === "available" ? 0 : 1);
    const end = coupon?.expires_at ? new Date(`${coupon.expires_at}Z`).getTime() : null;
    expect(end, `the end of ${code}, which is ${state}`).toBe(expiresAt?.getTime() ?? null);
  }
  // The service may have begun to top a buffer up since the life came to rest.
  const pending = known.filter(({ state, batch }) => state === "pending" && batch === "settled");
  expect(pending, "codes that wait though nothing is to be done").toEqual([]);
  const doubts = await database().pool.query(
    "select verb from history where account_id = $1 and verb in ('store.copy_refused', 'store.restored')",
    [magento.accountId],
  );
  expect(doubts.rows, "a shop that was taken for a copy, or for one of an earlier day").toEqual([]);

  const owners = [...told.values()];
  expect(new Set(owners).size, "codes told, each to one key").toBe(owners.length);
  const assigned = known.filter(({ state }) => state === "assigned" || state === "redeemed");
  const assignedCodes = new Set(assigned.map(({ code }) => code));
  const forgotten = owners.filter((code) => !assignedCodes.has(code));
  expect(forgotten, "codes that were told and are not assigned").toEqual([]);

  const orders = await magento.shop.do<Order[]>("table", { name: "sales_order" });
  const used = orders.flatMap(({ coupon_code: code, state }) =>
    code && state !== "canceled" ? [keyOf(code)] : [],
  );
  expect(new Set(used).size, "orders that stand, each with a code of its own").toBe(used.length);
  const redeemed = known.filter(({ state }) => state === "redeemed").map(({ code }) => keyOf(code));
  expect(redeemed.toSorted()).toEqual(used.toSorted());
  const { rows } = await database().pool.query<{ redeemed: number }>(
    "select coalesce(sum(redeemed), 0)::int as redeemed from pools where id = any ($1::text[])",
    [pools],
  );
  expect(rows[0]?.redeemed).toBe(used.length);
  for (const pool of pools) expect(await findWrongCounts(pool)).toEqual([]);

  const codes = new Set(known.map(({ code }) => code));
  const strangers = coupons.filter(({ code, instruction_id }) => instruction_id && !codes.has(code)).length;
  return { assigned: assigned.length, orders: orders.length, strangers };
}

async function knownCodes(accountId: string): Promise<Known[]> {
  const { rows } = await database().pool.query<Known>(
    `select c.code, c.state, b.state as batch, g.discount_id as rule, c.expires_at as "expiresAt",
            (select count(*)::int from claims where code_id = c.id and outcome = 'assigned') as claims
     from codes c join batches b on b.id = c.batch_id join groups g on g.id = b.group_id
     where c.account_id = $1`,
    [accountId],
  );
  return rows;
}
