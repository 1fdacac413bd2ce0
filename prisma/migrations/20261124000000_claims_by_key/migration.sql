-- The key first: a fold looks up its keys by (key, pool_id) >= and <=, a comparison that no other index can serve.
-- With pool_id first, a plan made while the table was young read all claims of a pool for each fold.
ALTER TABLE "claims" DROP CONSTRAINT "claims_pkey", ADD CONSTRAINT "claims_pkey" PRIMARY KEY ("key", "pool_id");
