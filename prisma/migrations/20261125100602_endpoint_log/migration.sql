-- What was given up stays in sight of those who may send it again, however much was delivered since.
CREATE INDEX "event_deliveries_failed_idx" ON "event_deliveries" ("endpoint_id", "event_number") WHERE "state" = 'failed';

-- Why an endpoint fails: its newest events may not have been tried yet.
ALTER TABLE "event_endpoints" ADD COLUMN "last_error" TEXT;
