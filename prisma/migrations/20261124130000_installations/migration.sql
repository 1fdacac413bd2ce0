-- AlterTable
-- The lease by which one process at a time renews a shop's token.
ALTER TABLE "shopify_sessions" ADD COLUMN     "refreshHolder" TEXT,
ADD COLUMN     "refreshUntil" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "webhooks_taken" (
    "id" TEXT COLLATE "C" NOT NULL,
    "taken_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_taken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_erasures" (
    "store_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "pool_ids" TEXT[] COLLATE "C" NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_erasures_pkey" PRIMARY KEY ("store_id")
);

-- CreateIndex
CREATE INDEX "webhooks_taken_taken_at_idx" ON "webhooks_taken"("taken_at");
