import { database } from "#app/db/database.server.ts";

/** What a Magento store says of itself with every exchange. */
export interface ShopReport {
  name: string;
  baseUrl: string;
  timeZone: string;
  currency: string;
  magentoVersion: string;
  edition: string;
  moduleVersion: string;
  /** What waits and what failed in the module; what it found out about its shop. */
  health: Record<string, unknown>;
}

/** Notes that a store's module was here, and what it said of the store. */
export async function noteExchange(storeId: string, report: ShopReport): Promise<void> {
  await database().pool.query(
    `update stores set exchanged_at = statement_timestamp(), shop_report = $2::jsonb, name = $3, time_zone = $4, currency = $5
     where id = $1`,
    [storeId, JSON.stringify(report), report.name, report.timeZone, report.currency],
  );
}
