/** A table with rows of one store, and the column by which they are found. */
interface StoreTable {
  table: string;
  by: "pool_id" | "store_id" | "creation_id";
  /** Its index begins with the account. */
  ofAccount?: true;
}

/**
 * What goes with a store, besides the codes and claims of its dynamic pools and what goes at once. What is found
 * by way of other rows comes before them. A test compares this with the tables of the database.
 */
export const STORE_TABLES: readonly StoreTable[] = [
  { table: "history", by: "pool_id", ofAccount: true },
  { table: "pool_rates", by: "pool_id" },
  { table: "pool_hours", by: "pool_id" },
  { table: "pool_use", by: "pool_id" },
  { table: "pool_forecasts", by: "pool_id" },
  { table: "pool_wasted", by: "pool_id" },
  { table: "campaigns", by: "pool_id" },
  { table: "preparations", by: "pool_id" },
  { table: "pool_alerts", by: "pool_id" },
  { table: "alert_mails", by: "pool_id" },
  { table: "flow_triggers", by: "store_id" },
  { table: "event_deliveries", by: "pool_id" },
  { table: "event_lines", by: "pool_id" },
  { table: "events", by: "pool_id" },
  { table: "pool_checks", by: "store_id" },
  { table: "redemptions", by: "store_id" },
  { table: "privacy_requests", by: "store_id" },
  { table: "creation_refusals", by: "creation_id" },
  { table: "creations", by: "store_id" },
  { table: "batches", by: "store_id" },
  { table: "groups", by: "store_id" },
  { table: "code_expiries", by: "store_id" },
  { table: "bridge_instructions", by: "store_id" },
  { table: "magento_rules", by: "store_id" },
  { table: "bridge_links", by: "store_id" },
  { table: "bridge_keys", by: "store_id" },
  { table: "bridge_places", by: "store_id" },
];

/** How rows are found, by the ids of pools or of the store in $1. */
export const FOUND_BY = {
  pool_id: "pool_id = any ($1::text[])",
  store_id: "store_id = any ($1::text[])",
  creation_id: "creation_id in (select id from creations where store_id = any ($1::text[]))",
} as const satisfies Record<StoreTable["by"], string>;
