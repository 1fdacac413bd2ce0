import { beforeAll, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import type { CodeOrder } from "#app/platforms/order-source.ts";
import { hearOrder } from "#app/redemptions/hear-order.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let domain: string;
beforeAll(async () => {
  const accountId = await newAccount();
  ({ domain } = await database().prisma.store.findFirstOrThrow({ where: { accountId } }));
  await poolWithCodes(accountId, codesNamed("HEAR", 40));
});

function order(number: number, total = "80.00"): CodeOrder {
  return {
    orderId: String(number),
    orderNumber: `#${number}`,
    total,
    currency: "EUR",
    codes: [{ code: `HEAR-${String(number).padStart(6, "0")}`, discount: "8.00" }],
    placedAt: new Date("2026-11-23T10:00:00Z"),
    cancelledAt: null,
  };
}

const hear = async (heard: CodeOrder, shop = domain) =>
  await hearOrder({ platform: "shopify", domain: shop, order: heard });

async function ordersKept(): Promise<string[]> {
  const rows = await database().prisma.redemption.findMany({ orderBy: { orderId: "asc" } });
  return rows.map(({ orderId }) => orderId);
}

test("orders of one shop that come at the same moment are written down together; one that cannot be fails alone", async () => {
  const commits = async () => {
    const { rows } = await database().pool.query<{ xids: number }>(
      "select count(distinct xmin::text)::int as xids from redemptions",
    );
    return rows[0]?.xids;
  };
  const heard = [11, 12, 13, 14, 15, 16, 17, 18].map((number) => hear(order(number)));
  await Promise.all(heard);
  expect(await commits()).toBe(2);

  const settled = await Promise.allSettled([
    hear(order(21)),
    hear(order(22)),
    hear(order(23, "much")),
    hear(order(24)),
  ]);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await ordersKept()).toEqual(["11", "12", "13", "14", "15", "16", "17", "18", "21", "22", "24"]);
});

test("a shop's domain counts without regard to case; orders of shops that are not connected are nobody's", async () => {
  await Promise.all([hear(order(31), domain.toUpperCase()), hear(order(32), "nobody.myshopify.com")]);
  expect(await ordersKept()).toContain("31");
  expect(await ordersKept()).not.toContain("32");
});
