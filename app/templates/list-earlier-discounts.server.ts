import { database } from "#app/db/database.server.ts";
import type { DiscountPlatform, DiscountSummary, PlatformResult } from "#app/platforms/discount-platform.ts";

/** Pages of the platform's list that one question goes through while all on them are known. */
const PAGES_MAX = 10;

/**
 * Discounts that an earlier installation of ours left in the store: they carry our tag and belong to no template.
 * `tag`: of every discount that we make. `next` is where a further question goes on; null: that was all.
 */
export async function listEarlierDiscounts(query: {
  storeId: string;
  platform: Pick<DiscountPlatform, "searchTagged">;
  tag: string;
  after: string | null;
}): Promise<PlatformResult<{ discounts: DiscountSummary[]; next: string | null }>> {
  let { after } = query;
  for (let page = 1; ; page += 1) {
    const found = await query.platform.searchTagged(query.tag, after);
    if (!found.ok) return found;
    const discounts = await withoutKnown(query.storeId, found.value.discounts);
    const { next } = found.value;
    if (discounts.length > 0 || next === null || page === PAGES_MAX) {
      return { ok: true, value: { discounts, next } };
    }
    after = next;
  }
}

/** A group whose create is under way knows its discount by the title alone. Index: groups_store_id_discount_id_idx. */
async function withoutKnown(storeId: string, discounts: DiscountSummary[]): Promise<DiscountSummary[]> {
  const { rows } = await database().pool.query<{ discountId: string | null; title: string | null }>(
    `select discount_id as "discountId", title from groups
     where store_id = $1 and (discount_id = any($2::text[]) or (discount_id is null and title = any($3::text[])))
     union all
     select discount_id, null from templates where store_id = $1 and discount_id = any($2::text[])`,
    [storeId, discounts.map(({ id }) => id), discounts.map(({ title }) => title)],
  );
  const ids = new Set(rows.map(({ discountId }) => discountId));
  const titles = new Set(rows.flatMap(({ discountId, title }) => (discountId === null ? [title] : [])));
  return discounts.filter(({ id, title }) => !ids.has(id) && !titles.has(title));
}
