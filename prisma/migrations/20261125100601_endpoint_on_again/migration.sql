-- When an endpoint was last switched on again: what waited for it has its three days from then.
ALTER TABLE "event_endpoints" ADD COLUMN "on_at" TIMESTAMPTZ(6);
