import { inTransaction } from "#app/db/in-transaction.server.ts";
import { type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { appendHistory } from "#app/history/append-history.server.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";
import { poolArchived } from "#app/pools/pool-archived.ts";
import { queueReplenishing } from "#app/pools/queue-replenishing.server.ts";
import type { CampaignStatus, CampaignView } from "./campaign-view.ts";

/**
 * Says that a campaign uses a pool, or no longer does. A live one fills the buffer before its first claim, and
 * whoever archives the pool is warned. Harmless when repeated. Refusals: `not_found`, `pool_archived`.
 */
export async function announceCampaign(request: {
  accountId: string;
  /** Who asks, for the history. */
  actor: string;
  pool: string;
  campaignId: string;
  name: string;
  type: CampaignView["type"];
  status: CampaignStatus;
}): Promise<Result<CampaignView>> {
  const { accountId, actor, campaignId, name, type, status } = request;
  const poolId = await findPoolId(accountId, request.pool);
  if (!poolId) return refuse("not_found", "This account has no pool with that id or handle.");
  return await inTransaction(async (client) => {
    const { rows: pools } = await client.query<{ archived: boolean }>(
      "select archived_at is not null as archived from pools where id = $1 for update",
      [poolId],
    );
    if (pools[0]?.archived && status === "live") return poolArchived();
    const { rows: before } = await client.query<{ status: string }>(
      "select status from campaigns where pool_id = $1 and campaign_id = $2",
      [poolId, campaignId],
    );
    const { rows } = await client.query<{ updatedAt: Date }>(
      `insert into campaigns (pool_id, campaign_id, account_id, name, type, status, updated_at)
       values ($1, $2, $3, $4, $5::campaign_type, $6, statement_timestamp())
       on conflict (pool_id, campaign_id) do update
       set name = excluded.name, type = excluded.type, status = excluded.status, updated_at = excluded.updated_at
       returning updated_at as "updatedAt"`,
      [poolId, campaignId, accountId, name, type, status],
    );
    if (status === "live") await queueReplenishing(client, poolId);
    if (before[0]?.status !== status) {
      const verb = status === "live" ? "campaign.live" : "campaign.off";
      await appendHistory(client, { accountId, poolId, actor, verb, detail: { name } });
    }
    const updatedAt = rows[0]?.updatedAt.toISOString() ?? "";
    return succeed({ id: campaignId, pool: poolId, name, type, status, updatedAt });
  });
}
