-- Since when a Shopify store's orders are heard, and how far the look at recent ones has come.
ALTER TABLE "stores" ADD COLUMN "orders_since" TIMESTAMPTZ(6);
ALTER TABLE "stores" ADD COLUMN "orders_looked_at" TIMESTAMPTZ(6);

-- Claims in the order in which they were made: the export goes on from where it was, without a cursor held open.
-- It grows at its end, so that a claim pays little for it.
CREATE INDEX "claims_pool_id_claimed_at_key_idx" ON "claims"("pool_id", "claimed_at", "key");

-- The history of an account, over all its pools, the newest first.
CREATE INDEX "history_account_id_id_idx" ON "history"("account_id", "id");
