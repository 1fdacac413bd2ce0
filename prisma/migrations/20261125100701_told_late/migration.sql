-- What nobody was told of, but should have been.
-- A pool whose discount is planned for later is unavailable, and nobody is told: it is no trouble. When its discount is
-- deleted before it started, or its store leaves, it stays unavailable, and that is one. And a pool that is taken out of
-- the archive and is empty is shown as such, as one that is low is, and reminded of a day later.
-- \x3B is a semicolon: migrations are cut at every one that stands as itself.
DROP TRIGGER "pools_tell_state" ON "pools";
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
    -- Once, whatever the reason becomes.
    IF EXISTS (SELECT FROM "pool_alerts" WHERE "pool_id" = NEW."id" AND "kind" = ''pool.unavailable'') THEN RETURN NULL\x3B END IF\x3B
    becomes := ''unavailable''\x3B
    IF told NOT IN (''new'', ''unavailable'') OR NEW."unavailable_reason" <> ''discount_scheduled'' THEN
      said := ARRAY[''pool.unavailable'']\x3B
    END IF\x3B
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
    THEN NEW."stock" <> NEW."told_state" AND NOT (NEW."told_state" = 'new' AND NEW."stock" = 'empty' AND NEW."added" = 0)
      OR NEW."stock" = 'unavailable' AND OLD."unavailable_reason" = 'discount_scheduled'
        AND NEW."unavailable_reason" <> 'discount_scheduled'
    ELSE OLD."archived_at" IS NULL
  END)
EXECUTE FUNCTION "tell_pool_state"();
