-- CreateTable
CREATE TABLE "redemptions" (
    "store_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "code_id" BIGINT NOT NULL,
    "account_id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "order_number" TEXT,
    "total" DECIMAL(18,4),
    "discount" DECIMAL(18,4),
    "currency" TEXT,
    "redeemed_at" TIMESTAMPTZ(6),
    "reversed_at" TIMESTAMPTZ(6),
    "heard_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redemptions_pkey" PRIMARY KEY ("store_id","order_id","code_id")
);

-- CreateIndex
CREATE INDEX "redemptions_code_id_idx" ON "redemptions"("code_id");

-- CreateIndex
CREATE INDEX "redemptions_pool_id_redeemed_at_idx" ON "redemptions"("pool_id", "redeemed_at");
