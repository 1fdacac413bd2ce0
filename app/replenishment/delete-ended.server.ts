import { ENDED_GROUP_DAYS_KEPT, PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { forgetGroup } from "./forget-group.server.ts";
import { lockPoolsOfGroup } from "./lock-pools-of-group.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/**
 * Notes which groups of a store have ended, by the database's clock. One whose end somebody moved forward in the shop
 * stays until our own has passed: the codes that were sent can still be made to work as long as they were told.
 */
export async function endGroups(storeId: string): Promise<void> {
  await database().pool.query(
    `update groups set state = 'ended'
     where store_id = $1 and state in ('planned', 'live') and ends_at < statement_timestamp() and moves_to is null
       and not (coalesce(shop_edit ->> 'end' = 'earlier' and not (shop_edit ->> 'kept')::boolean, false)
         and coalesce(own_ends_at, 'infinity') >= statement_timestamp())`,
    [storeId],
  );
}

/**
 * Deletes the discounts that we made, so many days after their end, and with them all their codes on the
 * platform; a merchant's own discount is left alone. Answers how many were deleted.
 */
export async function deleteEnded(work: Work, storeId: string): Promise<Settled<number>> {
  const { rows: groups } = await database().pool.query<{ id: string; discountId: string | null }>(
    `select g.id, g.discount_id as "discountId"
     from groups g join templates t on t.id = g.template_id
     where g.store_id = $1 and g.state = 'ended' and t.source = 'described'
       and g.ends_at < statement_timestamp() - make_interval(days => $2)
       and (g.refusal is null or g.refused_at < statement_timestamp() - interval '1 day')
     order by g.ends_at`,
    [storeId, ENDED_GROUP_DAYS_KEPT],
  );
  let deleted = 0;
  for (const { id, discountId } of groups) {
    if (discountId) {
      const gone = await deleteOne(work, discountId);
      if (gone.kind === "refused") {
        await database().pool.query(
          "update groups set refusal = $2, refused_at = statement_timestamp() where id = $1",
          [id, gone.detail],
        );
        continue;
      }
      if (gone.kind !== "done") return gone;
    }
    await inTransaction(async (client) => {
      await lockPoolsOfGroup(client, id);
      await forgetGroup(client, { id, storeId });
    });
    deleted += 1;
  }
  return { kind: "done", value: deleted };
}

/** A refusal is none when the discount is not there: an earlier call, or the merchant, was faster. */
async function deleteOne(work: Work, discountId: string): Promise<Settled<null>> {
  const patience = { ...work, patienceSeconds: PLATFORM_PATIENCE_SECONDS };
  const told = await patiently(() => work.platform.deleteDiscount(discountId), patience);
  if (told.kind !== "refused") return told;
  const found = await patiently(() => work.platform.findDiscount(discountId), patience);
  if (found.kind !== "done") return found;
  return found.value ? told : { kind: "done", value: null };
}
