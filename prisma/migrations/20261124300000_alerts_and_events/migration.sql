-- Alerts, the outbox of events, and what is delivered of it (docs/decisions/0020-an-outbox-for-mail-and-events.md).
-- \x3B is a semicolon: migrations are cut at every one that stands as itself.

-- The state of its stock that was last told: new, active, low, empty or unavailable. new: nothing was ever told.
ALTER TABLE "pools" ADD COLUMN "told_state" TEXT NOT NULL DEFAULT 'new';
UPDATE "pools" SET "told_state" = "stock"
WHERE "archived_at" IS NULL AND NOT ("stock" = 'empty' AND "added" = 0);

CREATE TABLE "pool_alerts" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT statement_timestamp(),
    "told_at" TIMESTAMPTZ(6),

    CONSTRAINT "pool_alerts_pkey" PRIMARY KEY ("pool_id","kind")
);
CREATE INDEX "pool_alerts_account_id_idx" ON "pool_alerts"("account_id");

INSERT INTO "pool_alerts" ("pool_id", "kind", "account_id")
SELECT "id", 'pool.' || "told_state", "account_id" FROM "pools" WHERE "told_state" IN ('low', 'empty', 'unavailable');

-- evt_ and a ULID: 48 bits of time, then 79 random ones, in Crockford's base 32.
CREATE FUNCTION "new_event_id"() RETURNS TEXT LANGUAGE sql VOLATILE AS E'
  SELECT ''evt_'' || string_agg(substr(''0123456789ABCDEFGHJKMNPQRSTVWXYZ'', 1 + digit::int, 1), '''' ORDER BY place)
  FROM (
    SELECT uuid_send(gen_random_uuid()) AS bytes, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms
  ) r
  CROSS JOIN LATERAL (
    SELECT place, (ms >> (45 - 5 * place)) & 31 AS digit FROM generate_series(0, 9) AS place
    UNION ALL
    SELECT 10 + place, get_byte(bytes, place) & 31 FROM generate_series(0, 15) AS place
  ) d';

CREATE TABLE "events" (
    "number" BIGSERIAL NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL DEFAULT "new_event_id"(),
    "account_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C",
    "type" TEXT NOT NULL,
    "is_reminder" BOOLEAN NOT NULL DEFAULT false,
    "pool" JSONB,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT statement_timestamp(),

    CONSTRAINT "events_pkey" PRIMARY KEY ("number")
);
CREATE UNIQUE INDEX "events_id_key" ON "events"("id");
CREATE INDEX "events_account_id_number_idx" ON "events"("account_id", "number");
CREATE INDEX "events_pool_id_idx" ON "events"("pool_id");
CREATE INDEX "events_at_idx" ON "events"("at");

CREATE TABLE "alert_settings" (
    "account_id" TEXT COLLATE "C" NOT NULL,
    "recipients" TEXT[] NOT NULL DEFAULT '{}',
    "alerts" TEXT[] NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("account_id")
);

CREATE TABLE "event_endpoints" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "url" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failing_since" TIMESTAMPTZ(6),
    "off_at" TIMESTAMPTZ(6),
    "off_reason" TEXT,

    CONSTRAINT "event_endpoints_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "event_endpoints_account_id_idx" ON "event_endpoints"("account_id");

CREATE TABLE "event_deliveries" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "event_number" BIGINT NOT NULL,
    "line" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C",
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "last_error" TEXT,
    "tried_at" TIMESTAMPTZ(6),

    CONSTRAINT "event_deliveries_pkey" PRIMARY KEY ("endpoint_id","event_number")
);
CREATE INDEX "event_deliveries_waiting_idx" ON "event_deliveries" ("endpoint_id", "line", "event_number") WHERE "state" = 'waiting';
CREATE INDEX "event_deliveries_event_number_idx" ON "event_deliveries" ("event_number");
CREATE INDEX "event_deliveries_pool_id_idx" ON "event_deliveries" ("pool_id");

-- There exactly while something of that order waits for that endpoint.
CREATE TABLE "event_lines" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "line" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C",
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "holder" TEXT,
    "leased_until" TIMESTAMPTZ(6),

    CONSTRAINT "event_lines_pkey" PRIMARY KEY ("endpoint_id","line")
);
CREATE INDEX "event_lines_due_at_idx" ON "event_lines"("due_at");

CREATE TABLE "alert_mails" (
    "event_number" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C",
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT statement_timestamp(),
    "leased_until" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "tried_at" TIMESTAMPTZ(6),

    CONSTRAINT "alert_mails_pkey" PRIMARY KEY ("event_number","address")
);
CREATE INDEX "alert_mails_waiting_idx" ON "alert_mails" ("due_at") WHERE "state" = 'waiting';
CREATE INDEX "alert_mails_account_id_idx" ON "alert_mails" ("account_id", "event_number");
CREATE INDEX "alert_mails_pool_id_idx" ON "alert_mails" ("pool_id");

-- An order is told once as an event, whatever else is heard of it.
ALTER TABLE "redemptions" ADD COLUMN "announced_at" TIMESTAMPTZ(6);

-- What an event keeps of its pool: what poolView() in app/pools/pool-row.ts reads.
CREATE FUNCTION "pool_snapshot"(p "pools") RETURNS JSONB LANGUAGE sql STABLE AS E'
  SELECT jsonb_build_object(
    ''id'', p."id", ''handle'', p."handle", ''name'', p."name", ''type'', p."type", ''stock'', p."stock",
    ''perContact'', p."per_contact", ''whenDry'', p."when_dry", ''limit'', p."assign_limit",
    ''validDays'', p."valid_days", ''expiryPrecision'', p."expiry_precision",
    ''unavailableReason'', p."unavailable_reason", ''archivedAt'', p."archived_at", ''updatedAt'', p."updated_at",
    ''available'', p."available", ''assigned'', p."assigned", ''redeemed'', p."redeemed",
    ''lowWaterUnit'', p."low_water_unit", ''lowWaterValue'', p."low_water_value")';

-- An event that is written is on its way to everyone who wants it, in the same transaction.
CREATE FUNCTION "send_events_out"() RETURNS TRIGGER LANGUAGE plpgsql AS E'
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT p."id" AS "endpoint_id", e."number", e."pool_id"
    FROM fresh e
    JOIN "event_endpoints" p ON p."account_id" = e."account_id"
    WHERE NOT e."is_reminder" AND e."pool_id" IS NOT NULL AND e."type" IN (
      ''pool.low'', ''pool.empty'', ''pool.unavailable'', ''pool.replenish_failed'', ''pool.recovered'',
      ''upload.completed'', ''upload.failed'', ''code.redeemed'')
  ), delivering AS (
    INSERT INTO "event_deliveries" ("endpoint_id", "event_number", "line", "pool_id")
    SELECT "endpoint_id", "number", "pool_id", "pool_id" FROM wanted
  )
  INSERT INTO "event_lines" ("endpoint_id", "line", "pool_id", "due_at")
  SELECT DISTINCT "endpoint_id", "pool_id", "pool_id", statement_timestamp() FROM wanted
  ORDER BY "endpoint_id", "pool_id"
  ON CONFLICT ("endpoint_id", "line") DO UPDATE SET "due_at" = "event_lines"."due_at"\x3B
  INSERT INTO "alert_mails" ("event_number", "address", "account_id", "pool_id")
  SELECT e."number", a."address", e."account_id", e."pool_id"
  FROM fresh e
  JOIN "alert_settings" s ON s."account_id" = e."account_id" AND e."type" = ANY (s."alerts")
  CROSS JOIN LATERAL unnest(s."recipients") AS a ("address")\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "events_send_out" AFTER INSERT ON "events"
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION "send_events_out"();

-- Many statements move a pool's counts: claims, uploads, sweeps, orders, settings. Here none can forget to tell. A
-- claim that changes no state pays for two comparisons.
-- A mark is left behind only with more than a tenth above it, so that a count that swings around it tells nothing. What
-- rises from empty to low is no news, and neither is a pool that its merchant is just filling for the first time.
CREATE FUNCTION "tell_pool_state"() RETURNS TRIGGER LANGUAGE plpgsql AS E'
DECLARE
  told TEXT := NEW."told_state"\x3B
  becomes TEXT\x3B
  whole BIGINT := CASE WHEN NEW."type" = ''dynamic'' THEN NEW."assign_limit" ELSE NEW."available"::bigint + NEW."assigned" END\x3B
  remaining BIGINT := CASE WHEN NEW."type" = ''dynamic'' THEN NEW."assign_limit" - NEW."assigned" ELSE NEW."available" END\x3B
  mark NUMERIC := CASE WHEN NEW."low_water_unit" = ''count'' THEN NEW."low_water_value" ELSE NEW."low_water_value" * whole / 100.0 END\x3B
  is_enough BOOLEAN := whole IS NULL OR remaining > LEAST(mark * 1.1, (mark + GREATEST(whole, mark)) / 2)\x3B
  said TEXT[] := ''{}''\x3B
  was_told_at TIMESTAMPTZ\x3B
BEGIN
  IF NEW."archived_at" IS NOT NULL THEN
    DELETE FROM "pool_alerts" WHERE "pool_id" = NEW."id"\x3B
    UPDATE "pools" SET "told_state" = ''new'' WHERE "id" = NEW."id" AND "told_state" <> ''new''\x3B
    RETURN NULL\x3B
  END IF\x3B
  IF NEW."stock" = ''unavailable'' THEN
    becomes := ''unavailable''\x3B
    IF told <> ''new'' OR NEW."unavailable_reason" <> ''discount_scheduled'' THEN said := ARRAY[''pool.unavailable'']\x3B END IF\x3B
  ELSIF NEW."stock" = ''empty'' THEN
    becomes := ''empty''\x3B
    IF told <> ''new'' THEN said := ARRAY[''pool.empty'']\x3B END IF\x3B
  ELSIF told = ''unavailable'' THEN
    becomes := NEW."stock"\x3B
    said := CASE WHEN becomes = ''low'' THEN ARRAY[''pool.recovered'', ''pool.low''] ELSE ARRAY[''pool.recovered''] END\x3B
  ELSIF NEW."stock" = ''low'' THEN
    IF told = ''empty'' AND remaining < GREATEST(1, mark * 0.1) THEN RETURN NULL\x3B END IF\x3B
    becomes := ''low''\x3B
    IF told = ''active'' THEN said := ARRAY[''pool.low'']\x3B END IF\x3B
  ELSIF told = ''new'' OR is_enough THEN
    becomes := ''active''\x3B
    IF told <> ''new'' THEN said := ARRAY[''pool.recovered'']\x3B END IF\x3B
  ELSIF told = ''empty'' THEN
    becomes := ''low''\x3B
  ELSE
    RETURN NULL\x3B
  END IF\x3B

  DELETE FROM "pool_alerts" WHERE "pool_id" = NEW."id" AND "kind" IN (''pool.low'', ''pool.empty'', ''pool.unavailable'')
  RETURNING "told_at" INTO was_told_at\x3B
  -- Who was not told of the trouble is not told of its end.
  IF was_told_at IS NULL THEN said := array_remove(said, ''pool.recovered'')\x3B END IF\x3B
  IF becomes IN (''low'', ''empty'', ''unavailable'') AND (becomes <> ''unavailable'' OR said <> ''{}'') THEN
    INSERT INTO "pool_alerts" ("pool_id", "kind", "account_id", "told_at")
    VALUES (NEW."id", ''pool.'' || becomes, NEW."account_id", CASE WHEN said = ''{}'' THEN was_told_at ELSE statement_timestamp() END)
    ON CONFLICT ("pool_id", "kind") DO NOTHING\x3B
  END IF\x3B
  UPDATE "pools" SET "told_state" = becomes WHERE "id" = NEW."id"\x3B
  INSERT INTO "events" ("account_id", "pool_id", "type", "pool", "detail")
  SELECT NEW."account_id", NEW."id", type, "pool_snapshot"(NEW), jsonb_build_object(''reason'', CASE type
    WHEN ''pool.low'' THEN ''low_water_mark''
    WHEN ''pool.empty'' THEN CASE WHEN NEW."type" = ''dynamic'' THEN ''limit_reached'' ELSE ''no_codes_left'' END
    WHEN ''pool.unavailable'' THEN NEW."unavailable_reason"
    ELSE told END)
  FROM unnest(said) WITH ORDINALITY AS s (type, place) ORDER BY place\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "pools_tell_state" AFTER UPDATE ON "pools"
FOR EACH ROW WHEN (
  CASE WHEN NEW."archived_at" IS NULL
    THEN NEW."stock" <> NEW."told_state" AND NOT (NEW."told_state" = 'new' AND NEW."stock" = 'empty')
    ELSE OLD."archived_at" IS NULL
  END)
EXECUTE FUNCTION "tell_pool_state"();
CREATE TRIGGER "pools_tell_first_state" AFTER INSERT ON "pools"
FOR EACH ROW WHEN (NEW."stock" = 'unavailable')
EXECUTE FUNCTION "tell_pool_state"();
