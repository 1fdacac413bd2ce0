-- A Magento store that does not call, or does not take the ends of codes, is told of once, and again a day later.
ALTER TABLE "stores" ADD COLUMN "late_told_at" TIMESTAMPTZ(6);
ALTER TABLE "code_expiries" ADD COLUMN "noted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT statement_timestamp();
UPDATE "alert_settings" SET "alerts" = "alerts" || ARRAY['store.late', 'store.back']
WHERE "alerts" <> '{}';
