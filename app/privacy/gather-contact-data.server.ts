import { DATA_FILE_DAYS, DATA_FILE_MESSAGES_MAX } from "#app/config/limits.ts";
import { csvLine } from "#app/csv/csv-line.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";

interface Line extends Record<string, unknown> {
  pool: string;
  campaign: string;
  key: string;
  code: string | null;
  state: string | null;
  claimedAt: Date;
  expiresAt: Date | null;
  orders: string | null;
}

const HEAD = ["Pool", "Campaign", "Message", "Code", "State", "Assigned", "Expires", "Orders"];

/**
 * Writes down every message that carried a code to a person, for the merchant to hand over: a file that waits for so
 * many days. Also where nothing is stored, since that is an answer too. Harmless when repeated.
 * Indexes: claims (account_id, contact_hash, pool_id), redemptions (code_id).
 */
export async function gatherContactData({ requestId }: { requestId: string }): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ accountId: string; contactHashes: Buffer[] }>(
      `select account_id as "accountId", contact_hashes as "contactHashes"
       from privacy_requests where id = $1 and kind = 'data' and state = 'waiting' for update`,
      [requestId],
    );
    const [asked] = rows;
    if (!asked) return;
    const { rows: lines } = await client.query<Line>(
      `select p.name as pool, c.campaign_id as campaign, c.key, coalesce(k.code, c.fallback_code) as code, k.state,
              c.claimed_at as "claimedAt", k.expires_at as "expiresAt",
              (select string_agg(coalesce(r.order_number, r.order_id), ', ' order by r.redeemed_at) from redemptions r
               where r.code_id = c.code_id and r.redeemed_at is not null and r.reversed_at is null) as orders
       from claims c
       join pools p on p.id = c.pool_id
       left join codes k on k.id = c.code_id
       where c.account_id = $1 and c.contact_hash = any ($2::bytea[])
       order by c.claimed_at, c.key limit $3`,
      [asked.accountId, asked.contactHashes, DATA_FILE_MESSAGES_MAX],
    );
    await client.query(
      `update privacy_requests
       set state = 'open', contact_hashes = '{}', order_ids = '{}', messages = $2, file = $3,
           file_until = statement_timestamp() + make_interval(days => $4)
       where id = $1`,
      [requestId, lines.length, fileOf(lines), DATA_FILE_DAYS],
    );
  });
}

function fileOf(lines: readonly Line[]): string {
  const rows = lines.map((line) =>
    csvLine([
      line.pool,
      line.campaign,
      line.key,
      line.code ?? "",
      line.state ?? "shared",
      line.claimedAt.toISOString(),
      line.expiresAt?.toISOString() ?? "",
      line.orders ?? "",
    ]),
  );
  return csvLine(HEAD) + rows.join("");
}

/** The file of a request that is open; null: handed over, deleted, or another account's. */
export async function readDataFile(request: {
  accountId: string;
  requestId: string;
}): Promise<string | null> {
  const { accountId, requestId } = request;
  const found = await database().prisma.privacyRequest.findFirst({
    where: { id: requestId, accountId, kind: "data", state: "open" },
    select: { file: true },
  });
  return found?.file ?? null;
}
