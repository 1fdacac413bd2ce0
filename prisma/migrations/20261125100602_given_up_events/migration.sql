-- What was given up stays in sight of those who may send it again, however much was delivered since.
CREATE INDEX "event_deliveries_failed_idx" ON "event_deliveries" ("endpoint_id", "event_number") WHERE "state" = 'failed';
