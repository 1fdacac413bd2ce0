-- What somebody changed of a discount of ours in the shop's own admin, as the last look found it.
ALTER TABLE "groups"
  ADD COLUMN "platform_status" TEXT NOT NULL DEFAULT 'working',
  ADD COLUMN "own_ends_at" TIMESTAMPTZ(6),
  ADD COLUMN "shop_edit" JSONB;
