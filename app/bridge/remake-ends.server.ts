import { newId } from "#app/db/new-id.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { INSTRUCTION_CODES_MAX } from "#app/platforms/magento/exchange-messages.ts";

/** After the codes themselves, which are created again by then. */
const URGENCY = 3;

/**
 * Has a store told again, in the caller's transaction, of the ends that codes were given since an instant: the last of
 * each, full instructions at a time. A busy store is told of ends every few seconds, which makes half a million
 * instructions a month; done again one by one they would hold up its exchange for days.
 * Index: bridge_instructions_store_id_state_urgency_created_at_idx.
 */
export async function remakeEnds(client: Queryable, storeId: string, since: Date): Promise<void> {
  await client.query(
    `create temporary table lost_ends on commit drop as
     select code, "expiresAt", (row_number() over () - 1) / ${INSTRUCTION_CODES_MAX} as part
     from (
       select distinct on (e.code) e.code, e."expiresAt"
       from bridge_instructions i
       cross join jsonb_to_recordset(i.data -> 'expiries') as e(code text, "expiresAt" text)
       where i.store_id = $1 and i.state = 'done' and i.kind = 'codes.expire' and i.ended_at > $2
       order by e.code, i.created_at desc, i.id desc
     ) last`,
    [storeId, since],
  );
  const { rows } = await client.query<{ parts: number }>(
    "select coalesce(max(part) + 1, 0)::int as parts from lost_ends",
  );
  const ids = Array.from({ length: rows[0]?.parts ?? 0 }, () => newId("instruction"));
  await client.query(
    `insert into bridge_instructions (id, store_id, kind, purpose, urgency, data)
     select ($2::text[])[part + 1], $1, 'codes.expire', 'again:ends:' || ($2::text[])[part + 1], $3,
            jsonb_build_object('expiries', jsonb_agg(jsonb_build_object('code', code, 'expiresAt', "expiresAt")))
     from lost_ends group by part`,
    [storeId, ids, URGENCY],
  );
  await client.query("drop table lost_ends");
}
