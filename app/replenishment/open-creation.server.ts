import type { PlatformName } from "#app/accounts/account-view.ts";
import { BATCH_CODES_MAX, MAGENTO_BATCH_CODES } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import type { OpenBatch } from "./open-batch.server.ts";

/** A code of the batch that is under way. */
export interface CreationCode {
  id: number;
  code: string;
}

/** A creation that is not over, with its group and the batch under way. */
export interface OpenCreation extends Record<string, unknown> {
  id: string;
  accountId: string;
  storeId: string;
  platform: PlatformName;
  poolId: string;
  /** Somebody cancelled it, or archived the pool. */
  isCancelled: boolean;
  createdAt: Date;
  step: number;
  platformRef: string | null;
  tries: number;
  /** Codes made by it so far. */
  created: number;
  group: OpenBatch["group"];
  /** Codes of the batch without an outcome, in the order of assignment. */
  codes: CreationCode[];
  /** Codes of ours that the store holds. */
  codesHeld: number;
}

/** A creation as it is now; null when it is over. Codes that were taken out of the pool meanwhile are left out. */
export async function openCreation(creationId: string): Promise<OpenCreation | null> {
  const { rows } = await database().pool.query<OpenCreation>(
    `select c.id, c.account_id as "accountId", c.store_id as "storeId",
            (select platform from stores where id = c.store_id) as "platform", c.pool_id as "poolId",
            c.state = 'cancelling' or p.archived_at is not null as "isCancelled",
            c.created_at as "createdAt", c.step, c.platform_ref as "platformRef", c.tries, c.created,
            jsonb_build_object(
              'id', g.id, 'templateId', t.id, 'source', t.source, 'discountId', g.discount_id, 'title', g.title,
              'state', g.state, 'endsAt', g.ends_at, 'offer', t.offer, 'offerVersion', t.offer_version) as "group",
            coalesce((
              select jsonb_agg(jsonb_build_object('id', k.id, 'code', k.code) order by k.position, k.id)
              from codes k
              where k.id = any (c.code_ids) and k.state in ('available', 'assigned', 'redeemed', 'quarantined')
            ), '[]') as codes,
            coalesce((select codes_held from store_paces where store_id = c.store_id), 0) as "codesHeld"
     from creations c
     join pools p on p.id = c.pool_id
     join groups g on g.id = c.group_id
     join templates t on t.id = c.template_id
     where c.id = $1 and c.state in ('running', 'cancelling')`,
    [creationId],
  );
  return rows[0] ?? null;
}

/**
 * Takes the next codes in the order of assignment as the batch under way; false: there are none. Codes that were
 * assigned since the start belong to it: whoever has one should not be the one for whom it does not work. Index:
 * codes_pool_id_position_idx.
 */
export async function nextCodes(creation: OpenCreation): Promise<boolean> {
  const { pool } = database();
  const { rows } = await pool.query<{ id: number; position: number }>(
    `select k.id, k.position
     from creations c
     join codes k on k.pool_id = c.pool_id and k.position > c.through_position and k.position <= c.until_position
     where c.id = $1 and (k.state = 'available' or (k.state = 'assigned' and k.assigned_at >= c.created_at))
     order by k.position
     limit $2`,
    // A Magento shop takes one batch with an exchange, so that small ones would take hours.
    [creation.id, creation.platform === "magento" ? MAGENTO_BATCH_CODES : BATCH_CODES_MAX],
  );
  const last = rows.at(-1);
  if (!last) return false;
  await pool.query(
    `update creations
     set code_ids = $3::bigint[], through_position = $4, tries = 0, platform_ref = null, step = step + 1,
         touched_at = statement_timestamp()
     where id = $1 and step = $2`,
    [creation.id, creation.step, rows.map(({ id }) => id), last.position],
  );
  return true;
}
