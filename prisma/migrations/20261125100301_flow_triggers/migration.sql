-- The Flow trigger "Coupon pool is running low": one row for each change of state and Shopify store, written with the event.
-- \x3B is a semicolon: migrations are cut at every one that stands as itself.

CREATE TABLE "flow_triggers" (
    "event_number" BIGINT NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT statement_timestamp(),
    "leased_until" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "tried_at" TIMESTAMPTZ(6),

    CONSTRAINT "flow_triggers_pkey" PRIMARY KEY ("event_number","store_id")
);
CREATE INDEX "flow_triggers_waiting_idx" ON "flow_triggers" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "flow_triggers_store_id_idx" ON "flow_triggers" ("store_id");
CREATE INDEX "flow_triggers_pool_id_idx" ON "flow_triggers" ("pool_id");

-- A dynamic pool's own shop is told, of an uploaded one every connected Shopify shop of the account. A pool that was low
-- and is now empty is told again. Reminders are for people.
CREATE FUNCTION "send_events_to_flow"() RETURNS TRIGGER LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "flow_triggers" ("event_number", "store_id", "account_id", "pool_id")
  SELECT e."number", s."id", e."account_id", e."pool_id"
  FROM fresh e
  JOIN "pools" p ON p."id" = e."pool_id"
  LEFT JOIN "templates" t ON t."id" = p."template_id"
  JOIN "stores" s ON s."account_id" = e."account_id" AND s."platform" = ''shopify'' AND s."disconnected_at" IS NULL
    AND (p."template_id" IS NULL OR s."id" = t."store_id")
  WHERE NOT e."is_reminder" AND e."type" IN (''pool.low'', ''pool.empty'')\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "events_send_to_flow" AFTER INSERT ON "events"
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION "send_events_to_flow"();
