import { REFUSED_AGAIN_HOURS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";

const NEXT = { name: "replenishment-next-batch", text: loadSql("replenishment/next-batch.sql") };

/** A batch that is not settled, with its group. */
export interface OpenBatch extends Record<string, unknown> {
  id: string;
  storeId: string;
  poolId: string;
  state: "pending" | "submitted";
  platformRef: string | null;
  tries: number;
  /** Its codes are wasted when they arrive. */
  unwanted: boolean;
  group: {
    id: string;
    templateId: string;
    source: "existing" | "described";
    /** Null: its discount is still to be made. */
    discountId: string | null;
    title: string;
    state: "planned" | "live" | "ended" | "deleted";
    endsAt: string | null;
    offer: unknown;
    offerVersion: number;
  };
  /** Those without an outcome. */
  codes: string[];
}

export interface NextBatch extends Record<string, unknown> {
  id: string;
  groupId: string;
  /** Whether the group's discount is still to be made. */
  needsDiscount: boolean;
  /** What comes back of the store's points, as the platform said last. */
  pointsPerSecond: number | null;
}

/** The batch of a store that is most urgent, those under way left out. */
export async function nextBatch(
  storeId: string,
  underWay: { batchIds: readonly string[]; groupIds: readonly string[] },
): Promise<NextBatch | null> {
  const { rows } = await database().pool.query<NextBatch>({
    ...NEXT,
    values: [storeId, underWay.batchIds, REFUSED_AGAIN_HOURS, underWay.groupIds],
  });
  return rows[0] ?? null;
}

/** A batch as it is now; null when it is settled. */
export async function openBatch(batchId: string): Promise<OpenBatch | null> {
  const { rows } = await database().pool.query<OpenBatch>(
    `select b.id, b.store_id as "storeId", b.pool_id as "poolId", b.state, b.platform_ref as "platformRef", b.tries, b.unwanted,
            jsonb_build_object(
              'id', g.id, 'templateId', t.id, 'source', t.source, 'discountId', g.discount_id, 'title', g.title,
              'state', g.state, 'endsAt', g.ends_at, 'offer', t.offer, 'offerVersion', t.offer_version) as "group",
            array(select code from codes where batch_id = b.id and state = 'pending' order by id) as codes
     from batches b
     join groups g on g.id = b.group_id
     join templates t on t.id = g.template_id
     where b.id = $1 and b.state <> 'settled'`,
    [batchId],
  );
  return rows[0] ?? null;
}
