-- AlterTable
ALTER TABLE "pools" ADD COLUMN     "ends_at_claim" BOOLEAN NOT NULL DEFAULT false;

-- Whose codes must last for days: not where they get their end when they are assigned.
ALTER TABLE "pools" ADD COLUMN     "group_days" INTEGER GENERATED ALWAYS AS (CASE WHEN NOT "ends_at_claim" THEN "valid_days" END) STORED;

-- AlterTable
ALTER TABLE "batches" ADD COLUMN     "awaits_exchange" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "code_expiries" (
    "id" BIGSERIAL NOT NULL,
    "store_id" TEXT NOT NULL,
    "code_id" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "given_in" TEXT,

    CONSTRAINT "code_expiries_pkey" PRIMARY KEY ("id")
);

-- Those that no instruction carries so far.
CREATE INDEX "code_expiries_waiting_idx" ON "code_expiries"("store_id", "id") WHERE "given_in" IS NULL;

-- CreateIndex
CREATE INDEX "code_expiries_given_in_idx" ON "code_expiries"("given_in");
