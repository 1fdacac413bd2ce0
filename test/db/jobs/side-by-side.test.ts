import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { database } from "#app/db/database.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { startWorker } from "#app/worker.server.ts";
import { freshDatabase } from "#test/support/database.ts";

/** Until this is called, one shop's orders are still being read. */
let end: () => void = () => {};
const lasting = new Promise<void>((resolve) => {
  end = resolve;
});
const asked: string[] = [];

vi.mock("#app/wiring/order-source-of.server.ts", () => ({
  orderSourceOf: async (storeId: string) =>
    await Promise.resolve({
      changedOrders: async () => {
        asked.push(storeId);
        if (storeId === "store_large") await lasting;
        return { ok: true, value: { orders: [], changedUntil: null, next: null } };
      },
    }),
}));

freshDatabase();

let worker: Awaited<ReturnType<typeof startWorker>>;
beforeAll(async () => {
  const { pool } = database();
  await pool.query("insert into accounts (id, name) values ('acc_1', 'Ada')");
  for (const storeId of ["store_large", "store_small"]) {
    await pool.query(
      `insert into stores (id, account_id, platform, domain, name, orders_since)
       values ($1, 'acc_1', 'shopify', $1, $1, statement_timestamp())`,
      [storeId],
    );
    await sendJob(pool, "look-at-orders", { storeId });
  }
  worker = await startWorker();
});
afterAll(async () => {
  end();
  await worker.stop();
});

test("a shop whose orders take hours to read keeps no other shop's from being read", async () => {
  await expect.poll(() => asked).toContain("store_small");
});
