-- Since when a Shopify store's orders are heard, and how far the look at recent ones has come.
ALTER TABLE "stores" ADD COLUMN "orders_since" TIMESTAMPTZ(6);
ALTER TABLE "stores" ADD COLUMN "orders_looked_at" TIMESTAMPTZ(6);

-- Claims in the order in which they were made: the export goes on from where it was, without a cursor held open.
-- It grows at its end, so that a claim pays little for it. Without the key: an index with it would be taken for the
-- look-up of keys in a claim (claim-codes.sql), which reads a whole pool by it.
CREATE INDEX "claims_pool_id_claimed_at_idx" ON "claims"("pool_id", "claimed_at");

-- The history of an account, over all its pools, the newest first.
CREATE INDEX "history_account_id_id_idx" ON "history"("account_id", "id");
