import { csvLine } from "#app/csv/csv-line.ts";
import { database } from "#app/db/database.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { HAS_ITS_ORDERS, SHOWN_KEY } from "./claim-line.ts";

/** Claims fetched at once: what an export holds in memory, whatever its length. */
const CLAIMS_PER_QUERY = 2_000;

const COLUMNS = [
  "pool",
  "code",
  "state",
  "key",
  "campaign",
  "campaign_type",
  "outcome",
  "assigned_at",
  "expires_at",
  "released_at",
  "redeemed_at",
  "orders",
];

interface ClaimRow extends Record<string, unknown> {
  /** Exactly when it was made: a Date of JavaScript is a thousand times coarser. */
  cursor: string;
  /** As it is stored: the cursor within one instant. */
  key: string;
  shownKey: string | null;
  code: string | null;
  state: string | null;
  campaign: string;
  campaignType: string;
  outcome: string;
  claimedAt: Date;
  expiresAt: Date | null;
  releasedAt: Date | null;
  redeemedAt: Date | null;
  orders: string | null;
}

/**
 * Claims as the text of a CSV, pool after pool, in the order in which they were made. `from` and `to` are days
 * (2026-11-24) of the account's time zone, both included; null: no bound. Each page is a query of its own, so that an
 * export of millions neither fills memory nor holds a transaction open while somebody's line is slow; what is claimed
 * meanwhile may or may not be in it. Contacts are in none of it. Refusal: `not_found`, for a pool of somebody else.
 */
export async function exportClaims(request: {
  accountId: string;
  /** Null: all pools of the account. */
  poolId: string | null;
  from: string | null;
  to: string | null;
  timeZone: string;
}): Promise<Result<{ fileName: string; text: AsyncGenerator<string> }>> {
  const { accountId, poolId, from, to, timeZone } = request;
  const { pool } = database();
  const { rows: pools } = await pool.query<{ id: string; name: string; handle: string }>(
    "select id, name, handle from pools where account_id = $1 and ($2::text is null or id = $2) order by id",
    [accountId, poolId],
  );
  const [only] = pools;
  if (poolId !== null && !only) return refuse("not_found", "There is no such pool.");
  const { rows } = await pool.query<{ begin: string; end: string }>(
    `select coalesce((($1::date)::timestamp at time zone $3)::text, '-infinity') as begin,
            coalesce((($2::date + 1)::timestamp at time zone $3)::text, 'infinity') as end`,
    [from, to, timeZone],
  );
  const [bounds] = rows;
  if (!bounds) throw new Error("The bounds of an export could not be worked out.");
  const name = ["claims", poolId === null ? null : only?.handle, from, to].filter((part) => part !== null);
  return succeed({ fileName: `${name.join("-")}.csv`, text: csvOf(accountId, pools, bounds) });
}

async function* csvOf(
  accountId: string,
  pools: readonly { id: string; name: string }[],
  bounds: { begin: string; end: string },
): AsyncGenerator<string> {
  // The mark makes Excel read UTF-8.
  yield `\ufeff${csvLine(COLUMNS)}`;
  for (const { id, name } of pools) {
    let after = { cursor: bounds.begin, key: "" };
    for (;;) {
      const rows = await readPage(accountId, id, after, bounds.end);
      if (rows.length > 0) yield rows.map((row) => lineOf(name, row)).join("");
      const last = rows.at(-1);
      if (rows.length < CLAIMS_PER_QUERY || !last) break;
      after = last;
    }
  }
}

/** Index: claims (pool_id, claimed_at), from where the last page ended; what was claimed at one instant is sorted. No key is empty. */
async function readPage(
  accountId: string,
  poolId: string,
  after: { cursor: string; key: string },
  end: string,
): Promise<ClaimRow[]> {
  const { rows } = await database().pool.query<ClaimRow>(
    `select c.claimed_at::text as cursor, c.key, ${SHOWN_KEY} as "shownKey", coalesce(k.code, c.fallback_code) as code,
            case
              when c.released_at is not null then 'released'
              when c.outcome = 'fallback' then 'fallback'
              else k.state::text
            end as state,
            c.campaign_id as campaign, c.campaign_type::text as "campaignType", c.outcome::text as outcome,
            c.claimed_at as "claimedAt", k.expires_at as "expiresAt", c.released_at as "releasedAt",
            r.redeemed_at as "redeemedAt", r.orders
     from (
       select * from claims
       where pool_id = $1 and account_id = $2 and (claimed_at, key) > ($3::timestamptz, $4) and claimed_at < $5
       order by claimed_at, key
       limit ${CLAIMS_PER_QUERY}
     ) c
     left join codes k on k.id = c.code_id
     left join lateral (
       select min(redeemed_at) as redeemed_at,
              string_agg(coalesce(order_number, order_id), ' ' order by redeemed_at) as orders
       from redemptions
       where code_id = c.code_id and redeemed_at is not null and reversed_at is null and ${HAS_ITS_ORDERS}
     ) r on true
     order by c.claimed_at, c.key`,
    [poolId, accountId, after.cursor, after.key, end],
  );
  return rows;
}

function lineOf(pool: string, row: ClaimRow): string {
  const time = (at: Date | null) => at?.toISOString() ?? "";
  return csvLine([
    pool,
    row.code ?? "",
    row.state ?? "",
    row.shownKey ?? "",
    row.campaign,
    row.campaignType,
    row.outcome,
    time(row.claimedAt),
    time(row.expiresAt),
    time(row.releasedAt),
    time(row.redeemedAt),
    row.orders ?? "",
  ]);
}
