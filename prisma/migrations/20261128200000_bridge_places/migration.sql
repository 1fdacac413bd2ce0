-- Where the one shop of a Magento store runs, and a copy of it that was refused.
CREATE TABLE "bridge_places" (
  "store_id" TEXT NOT NULL,
  "known" JSONB NOT NULL,
  "copy_at" TIMESTAMPTZ(6),
  "copy_url" TEXT,
  CONSTRAINT "bridge_places_pkey" PRIMARY KEY ("store_id")
);
