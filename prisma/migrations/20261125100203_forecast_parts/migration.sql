-- What a forecast is made of and what follows from it (docs/decisions/0021-when-a-pool-runs-dry.md).

-- When codes expire unused and which share of what remains then: counted seldom, since counting reads the codes.
ALTER TABLE "pool_forecasts" ADD COLUMN "ends" JSONB;
ALTER TABLE "pool_forecasts" ADD COLUMN "ends_added" INTEGER;
ALTER TABLE "pool_forecasts" ADD COLUMN "ends_counted_at" TIMESTAMPTZ(6);
-- Codes that the busiest of the next hours may use, for the buffer of a dynamic pool.
ALTER TABLE "pool_forecasts" ADD COLUMN "busiest_hour" INTEGER;
