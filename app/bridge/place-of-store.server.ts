import type { Queryable } from "#app/db/queryable.ts";
import type { KnownPlace } from "./judge-place.ts";
import { knownPlaceSchema, PLACE_UNKNOWN } from "./known-place.ts";
import { shopAddress } from "./shop-address.ts";

/** Hours without a call of a copy after which it is news again. */
const COPY_NEWS_HOURS = 24;

/** A store, and what is known of where its shop is. */
export interface StorePlace {
  storeId: string;
  accountId: string;
  name: string;
  baseUrl: string | null;
  exchangedAt: Date | null;
  known: KnownPlace;
  copyUrl: string | null;
  isCopyKnown: boolean;
}

interface Row extends Record<string, unknown>, Omit<StorePlace, "known"> {
  known: unknown;
}

/** Where a store's shop is; one at a time looks, until the caller's transaction ends. */
export async function lockPlace(client: Queryable, storeId: string): Promise<StorePlace> {
  await client.query("select from stores where id = $1 for no key update", [storeId]);
  const { rows } = await client.query<Row>(
    `select s.id as "storeId", s.account_id as "accountId", s.name, s.shop_report ->> 'baseUrl' as "baseUrl",
            s.exchanged_at as "exchangedAt", p.known, p.copy_url as "copyUrl",
            coalesce(p.copy_at > statement_timestamp() - make_interval(hours => $2), false) as "isCopyKnown"
     from stores s left join bridge_places p on p.store_id = s.id
     where s.id = $1`,
    [storeId, COPY_NEWS_HOURS],
  );
  const [row] = rows;
  if (!row) throw new Error(`There is no store ${storeId}.`);
  return { ...row, known: knownOf(row) };
}

/** Keeps what is known of it now. */
export async function keepPlace(client: Queryable, storeId: string, known: KnownPlace): Promise<void> {
  await client.query(
    `insert into bridge_places (store_id, known) values ($1, $2::jsonb)
     on conflict (store_id) do update set known = excluded.known`,
    [storeId, JSON.stringify(known)],
  );
}

/** Of a shop whose module has just become new enough to say more, the address is known. */
function knownOf({ known, baseUrl }: Row): KnownPlace {
  if (known) return knownPlaceSchema.parse(known);
  return {
    ...PLACE_UNKNOWN,
    place: baseUrl === null ? null : { address: shopAddress(baseUrl), database: "" },
  };
}
