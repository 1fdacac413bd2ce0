import { beforeEach, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { moveGroup } from "#app/replenishment/move-group.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { updateGroups } from "#app/replenishment/update-groups.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";
import { type PretendPlatform, pretendPlatform } from "#test/support/pretend-platform.ts";
import {
  newPool,
  newTemplate,
  type ReplenishedPool,
  TEN_PERCENT,
  workOn,
} from "#test/support/replenished-pool.ts";

// A discount that somebody switched off, and others that pools of the same template come to later.

freshDatabase();

let platform: PretendPlatform;
let pool: ReplenishedPool;

beforeEach(async () => {
  platform = pretendPlatform(Math.random);
  const accountId = await newAccount();
  pool = await newPool(accountId, await newTemplate(accountId), { validDays: 7 });
});

const check = async () => await checkStore({ ...workOn(platform), storeId: pool.storeId });
const row = async ({ id }: ReplenishedPool) =>
  await database().prisma.pool.findUniqueOrThrow({ where: { id } });
async function fill({ id, storeId }: ReplenishedPool): Promise<void> {
  await replenishPool({ poolId: id });
  await mintStore({ ...workOn(platform), storeId });
}
function switchTo(status: "active" | "expired"): void {
  for (const discount of platform.discounts.values()) discount.status = status;
}

test("no pool makes codes under a discount that was found switched off, though another pool asked", async () => {
  await fill(pool);
  switchTo("expired");
  await check();
  const other = await newPool(pool.accountId, pool.templateId, { validDays: 7 });
  await fill(other);
  expect(await row(other)).toMatchObject({ unavailableReason: "discount_inactive", available: 0, added: 0 });
  switchTo("active");
  await check();
  await fill(other);
  expect(await row(other)).toMatchObject({ unavailableReason: null, available: 100 });
  expect(await row(pool)).toMatchObject({ unavailableReason: null });
});

test("one without ready codes is looked at until it works again", async () => {
  await fill(pool);
  switchTo("expired");
  await check();
  await database().pool.query("update codes set state = 'assigned', assigned_at = now() where pool_id = $1", [
    pool.id,
  ]);
  await database().pool.query("update pools set available = 0, assigned = 100 where id = $1", [pool.id]);
  switchTo("active");
  await check();
  await fill(pool);
  expect(await row(pool)).toMatchObject({ unavailableReason: null, available: 100 });
});

test("a move of its end that was begun is given up: it would switch it on again", async () => {
  await fill(pool);
  const { rows } = await database().pool.query<{ id: string }>(
    "update groups set moves_to = ends_at + interval '1 day' where template_id = $1 returning id",
    [pool.templateId],
  );
  switchTo("expired");
  await check();
  await moveGroup(workOn(platform), rows[0]?.id ?? "");
  expect(platform.calls.get("updateDiscount")).toBeUndefined();
});

test("a discount that is found by its title may carry an older offer, and is brought up to date", async () => {
  platform.faults = { ...platform.faults, searchBehind: 0 };
  let cut = true;
  const { createDiscount } = platform;
  platform.createDiscount = async (request) => {
    const made = await createDiscount(request);
    if (!cut) return made;
    throw new Error("The process died.");
  };
  await replenishPool({ poolId: pool.id });
  const mint = async () => await mintStore({ ...workOn(platform), storeId: pool.storeId });
  await expect(mint()).rejects.toThrow("died");
  cut = false;
  const offer = offerSchema.parse({ ...TEN_PERCENT, usesPerCode: 3 });
  await database().prisma.template.update({
    where: { id: pool.templateId },
    data: { offer, offerVersion: 2 },
  });
  await mint();
  const { rows } = await database().pool.query("select 1 from pgboss.job where name = 'update-groups'");
  expect(rows).toHaveLength(1);
  await updateGroups({ ...workOn(platform), templateId: pool.templateId });
  expect([...platform.discounts.values()].map((discount) => discount.offer.usesPerCode)).toEqual([3]);
  await check();
  const { rows: groups } = await database().pool.query(
    "select shop_edit from groups where template_id = $1",
    [pool.templateId],
  );
  expect(groups).toEqual([{ shop_edit: null }]);
});
