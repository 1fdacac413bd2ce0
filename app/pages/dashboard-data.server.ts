import { getAlertSettings } from "#app/alerts/get-alert-settings.server.ts";
import { listAlerts } from "#app/alerts/list-alerts.server.ts";
import { listLateStores } from "#app/alerts/list-late-stores.server.ts";
import { listOffEndpoints } from "#app/alerts/list-off-endpoints.server.ts";
import { listOutlooks } from "#app/forecast/list-outlooks.server.ts";
import { listPools } from "#app/pools/list-pools.server.ts";
import { countDataRequests } from "#app/privacy/count-data-requests.server.ts";
import { listPersonalNames } from "#app/privacy/list-personal-names.server.ts";
import { listStoreCodes } from "#app/replenishment/list-store-codes.server.ts";
import { POOLS_PER_PAGE, type PoolListQuery } from "#app/ui/pool-list-query.ts";

/** What the dashboard shows: a page of the pools that are asked for, and what is the matter with any. Counts nothing. */
export async function dashboardData(accountId: string, query: PoolListQuery) {
  const [{ pools, total }, alerts, told, lateStores, offEndpoints, storeCodes, dataRequests, personalNames] =
    await Promise.all([
      listPools({
        accountId,
        ...query,
        type: query.type ?? undefined,
        status: query.status ?? undefined,
        codes: query.codes ?? undefined,
        pageSize: POOLS_PER_PAGE,
      }),
      listAlerts(accountId),
      getAlertSettings(accountId),
      listLateStores(accountId),
      listOffEndpoints(accountId),
      listStoreCodes(accountId),
      countDataRequests(accountId),
      listPersonalNames(accountId),
    ]);
  const outlooks = await listOutlooks(pools.map(({ id }) => id));
  return {
    alerts,
    recipients: told.recipients.length,
    lateStores,
    offEndpoints,
    pools,
    outlooks,
    dataRequests,
    personalNames,
    now: new Date().toISOString(),
    total,
    storeCodes,
  };
}
