import { isDeepStrictEqual } from "node:util";
import type { Queryable } from "#app/db/queryable.ts";
import type { FoundOffer } from "#app/platforms/discount-platform.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { ownEnd, shopEdit, shopEditSchema } from "#app/templates/shop-edit.ts";
import { setGroupEnd } from "./set-group-end.server.ts";

/** A group of a described template before its discount was looked at. */
export interface LookedAtGroup {
  id: string;
  templateId: string;
  endsAt: Date | null;
  ownEndsAt: Date | null;
  offer: unknown;
  offerVersion: number;
  shopEdit: unknown;
}

/**
 * Compares what the shop has with what we made, and remembers what somebody changed there. An end that was moved
 * forward is the end of the ready codes from now on, so that the claiming statement passes over those that no longer
 * last long enough; a later one is no promise of ours. The caller holds the rows of all its pools.
 */
export async function noticeEdit(client: Queryable, group: LookedAtGroup, found: FoundOffer): Promise<void> {
  // What we changed ourselves since the look, or are about to, is nobody's edit.
  const { rowCount } = await client.query(
    `select 1 from groups g join templates t on t.id = g.template_id
     where g.id = $1 and g.state = 'live' and g.moves_to is null
       and g.offer_version = $2 and t.offer_version = $2
       and g.ends_at is not distinct from $3 and g.own_ends_at is not distinct from $4
     for update of g`,
    [group.id, group.offerVersion, group.endsAt, group.ownEndsAt],
  );
  if (rowCount === 0) return;
  const own = ownEnd(group);
  const edit = shopEdit({ offer: offerSchema.parse(group.offer), ownEndsAt: own }, found);
  const isEarlier = edit?.end === "earlier";
  if (isEarlier && group.endsAt?.getTime() !== Date.parse(edit.endsAt ?? "")) {
    await client.query("update groups set own_ends_at = $2 where id = $1", [group.id, own]);
    await setGroupEnd(client, group, new Date(edit.endsAt ?? ""));
  }
  if (!isEarlier && own?.getTime() !== group.endsAt?.getTime()) {
    await client.query("update groups set own_ends_at = null where id = $1", [group.id]);
    await setGroupEnd(client, group, own);
  }
  const before = shopEditSchema.safeParse(group.shopEdit);
  const isKept =
    before.success &&
    before.data.kept &&
    isDeepStrictEqual({ ...before.data, kept: null }, { ...edit, kept: null });
  await client.query("update groups set shop_edit = $2::jsonb where id = $1", [
    group.id,
    edit && JSON.stringify({ ...edit, kept: isKept }),
  ]);
}
