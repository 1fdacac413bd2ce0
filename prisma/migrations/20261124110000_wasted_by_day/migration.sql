-- Codes of a dynamic pool that were wasted, by the day in the pool's time zone on which that was.
CREATE TABLE "pool_wasted" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "codes" INTEGER NOT NULL,

    CONSTRAINT "pool_wasted_pkey" PRIMARY KEY ("pool_id","day")
);

-- Several statements waste codes, and each of them moves the pool's counter: here no one can forget to note the day.
-- A claim does not name the counter, so it pays nothing for this. \x3B is a semicolon: migrations are cut at every one
-- that stands as itself.
CREATE FUNCTION "note_wasted"() RETURNS TRIGGER LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "pool_wasted" ("pool_id", "day", "codes")
  VALUES (NEW."id", (statement_timestamp() AT TIME ZONE NEW."time_zone")::date, NEW."expired" - OLD."expired")
  ON CONFLICT ("pool_id", "day") DO UPDATE SET "codes" = "pool_wasted"."codes" + EXCLUDED."codes"\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "pools_note_wasted" AFTER UPDATE OF "expired" ON "pools"
FOR EACH ROW WHEN (NEW."type" = 'dynamic' AND NEW."expired" > OLD."expired")
EXECUTE FUNCTION "note_wasted"();
