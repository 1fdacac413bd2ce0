-- How far a sweep of codes that expire too soon has come (codes/expire-codes.sql).
ALTER TABLE "pools" ADD COLUMN "expiry_swept_at" TIMESTAMPTZ(6),
ADD COLUMN "expiry_swept_id" BIGINT,
ADD COLUMN "expiry_swept_added" INTEGER;
