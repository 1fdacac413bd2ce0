-- When pools run dry (docs/decisions/0021-when-a-pool-runs-dry.md).
-- \x3B is a semicolon: migrations are cut at every one that stands as itself.

-- What a pool used in an hour, and what remained when it was last looked at in that hour.
CREATE TABLE "pool_use" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "assigned" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,

    CONSTRAINT "pool_use_pkey" PRIMARY KEY ("pool_id","hour")
);

CREATE TABLE "pool_forecasts" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "made_at" TIMESTAMPTZ(6) NOT NULL,
    "assigned" INTEGER NOT NULL,
    "remaining" INTEGER,
    "is_known" BOOLEAN NOT NULL,
    "runs_dry_at" TIMESTAMPTZ(6),
    "earliest_at" TIMESTAMPTZ(6),
    "latest_at" TIMESTAMPTZ(6),

    CONSTRAINT "pool_forecasts_pkey" PRIMARY KEY ("pool_id")
);

-- Whether the pool will run dry within the days of its low-water mark. Only forecast/ writes it.
ALTER TABLE "pools" ADD COLUMN "dry_soon" BOOLEAN NOT NULL DEFAULT false;

DROP TRIGGER "pools_tell_state" ON "pools";
DROP TRIGGER "pools_tell_first_state" ON "pools";
DROP INDEX "pools_account_id_stock_idx";
ALTER TABLE "pools" DROP COLUMN "stock";
ALTER TABLE "pools" ADD COLUMN "stock" TEXT NOT NULL GENERATED ALWAYS AS (
  CASE
    WHEN "type" = 'dynamic' AND "unavailable_reason" IS NOT NULL THEN 'unavailable'
    WHEN "type" = 'dynamic' AND "assign_limit" IS NULL THEN 'active'
    WHEN (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END) = 0 THEN 'empty'
    WHEN "low_water_unit" = 'days' THEN CASE WHEN "dry_soon" THEN 'low' ELSE 'active' END
    WHEN "low_water_unit" = 'count'
      AND (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END) <= "low_water_value" THEN 'low'
    WHEN "low_water_unit" = 'percent'
      AND (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END)::bigint * 100
        <= "low_water_value"::bigint * (CASE WHEN "type" = 'dynamic' THEN "assign_limit"::bigint ELSE "available"::bigint + "assigned" END)
      THEN 'low'
    ELSE 'active'
  END) STORED;
CREATE INDEX "pools_account_id_stock_idx" ON "pools" ("account_id", "stock");

-- As before, and a mark of days: there the forecast decides what is low and what is enough.
CREATE OR REPLACE FUNCTION "tell_pool_state"() RETURNS TRIGGER LANGUAGE plpgsql AS E'
DECLARE
  told TEXT := NEW."told_state"\x3B
  becomes TEXT\x3B
  whole BIGINT := CASE WHEN NEW."type" = ''dynamic'' THEN NEW."assign_limit" ELSE NEW."available"::bigint + NEW."assigned" END\x3B
  remaining BIGINT := CASE WHEN NEW."type" = ''dynamic'' THEN NEW."assign_limit" - NEW."assigned" ELSE NEW."available" END\x3B
  mark NUMERIC := CASE NEW."low_water_unit" WHEN ''count'' THEN NEW."low_water_value" WHEN ''percent'' THEN NEW."low_water_value" * whole / 100.0 ELSE 0 END\x3B
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
    WHEN ''pool.low'' THEN CASE WHEN NEW."low_water_unit" = ''days'' THEN ''runs_dry_soon'' ELSE ''low_water_mark'' END
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
