import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { groupTitle } from "./group-title.ts";
import type { LockedPool } from "./locked-pool.server.ts";

export interface Group extends Record<string, unknown> {
  id: string;
  endsAt: Date | null;
  state: "planned" | "live" | "ended" | "deleted";
  discountId: string | null;
  movesTo: Date | null;
  followsOffer: boolean;
  /** Somebody changed its discount in the shop, or switched it off: writing its end would undo that. */
  edited: boolean;
}

/** For whom a group is made: a pool, or codes of a static one that are brought into the shop. */
type GroupOwner = Pick<
  LockedPool,
  | "accountId"
  | "storeId"
  | "templateId"
  | "templateName"
  | "timeZone"
  | "discountId"
  | "offerVersion"
  | "source"
>;

const COLUMNS = `id, ends_at as "endsAt", state, discount_id as "discountId", moves_to as "movesTo", follows_offer as "followsOffer",
  shop_edit is not null or platform_status = 'inactive' as edited`;

/** A template's group with an end, if it has one. Null: the one without an end. */
export async function findGroup(
  client: Queryable,
  templateId: string,
  endsAt: Date | null,
): Promise<Group | undefined> {
  const { rows } = await client.query<Group>(
    `select ${COLUMNS} from groups
     where template_id = $1 and coalesce(ends_at, 'infinity') = coalesce($2::timestamptz, 'infinity') and state <> 'deleted'`,
    [templateId, endsAt],
  );
  return rows[0];
}

/**
 * The group of a template for codes that end at an instant; shared by its pools. A described template's is
 * planned, its discount made with its first batch; an existing one's is the merchant's discount.
 */
export async function ensureGroup(
  client: Queryable,
  pool: GroupOwner,
  wanted: { endsAt: Date | null; followsOffer: boolean },
): Promise<Group> {
  const { endsAt, followsOffer } = wanted;
  if (followsOffer) {
    // Its end may have been moved with the offer's.
    const { rows } = await client.query<Group>(
      `select ${COLUMNS} from groups where template_id = $1 and follows_offer and state in ('planned', 'live')`,
      [pool.templateId],
    );
    if (rows[0]) return rows[0];
  }
  const id = newId("group");
  const { templateName, timeZone } = pool;
  await client.query(
    `insert into groups (id, account_id, store_id, template_id, discount_id, ends_at, title, offer_version, state, follows_offer)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::group_state, $10)
     on conflict (template_id, coalesce(ends_at, 'infinity'::timestamptz)) where state <> 'deleted' do nothing`,
    [
      id,
      pool.accountId,
      pool.storeId,
      pool.templateId,
      pool.discountId,
      endsAt,
      groupTitle({ id, templateName, endsAt, timeZone }),
      pool.offerVersion,
      pool.source === "existing" ? "live" : "planned",
      followsOffer,
    ],
  );
  const group = await findGroup(client, pool.templateId, endsAt);
  if (!group) throw new Error("A group that was just made is not there.");
  return group;
}

/** Whether no code of a group was ever assigned. Reads its codes until it finds one. Index: codes_batch_id_idx. */
export async function isUntouched(client: Queryable, groupId: string): Promise<boolean> {
  const { rows } = await client.query<{ untouched: boolean }>(
    `select not exists (
       select 1 from batches b join codes c on c.batch_id = b.id
       where b.group_id = $1 and c.assigned_at is not null
     ) as untouched`,
    [groupId],
  );
  return rows[0]?.untouched ?? false;
}
