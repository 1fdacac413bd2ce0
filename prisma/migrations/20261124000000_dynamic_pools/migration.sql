-- CreateEnum
CREATE TYPE "expiry_precision" AS ENUM ('day', 'week');

-- CreateEnum
CREATE TYPE "template_source" AS ENUM ('existing', 'described');

-- CreateEnum
CREATE TYPE "group_state" AS ENUM ('planned', 'live', 'ended', 'deleted');

-- CreateEnum
CREATE TYPE "batch_state" AS ENUM ('pending', 'submitted', 'settled');

-- AlterTable
ALTER TABLE "pools" ADD COLUMN     "assign_limit" INTEGER,
ADD COLUMN     "buffer_fixed" INTEGER,
ADD COLUMN     "buffer_base" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "buffer_target" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "code_format" JSONB,
ADD COLUMN     "dealt_confirmed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "expiry_precision" "expiry_precision" NOT NULL DEFAULT 'day',
ADD COLUMN     "not_ready_fallback" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pending" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "prepared_until" TIMESTAMPTZ(6),
ADD COLUMN     "rejected" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "replenish_queued" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "template_id" TEXT COLLATE "C",
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC',
ADD COLUMN     "unavailable_reason" TEXT,
ADD COLUMN     "valid_days" INTEGER,
ADD COLUMN     "wait_milliseconds" INTEGER NOT NULL DEFAULT 1500;

-- AlterTable
ALTER TABLE "codes" ADD COLUMN     "batch_id" TEXT COLLATE "C",
ADD COLUMN     "platform_no" BIGINT,
ADD COLUMN     "wasted_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "templates" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "source" "template_source" NOT NULL,
    "discount_id" TEXT,
    "offer" JSONB NOT NULL,
    "offer_version" INTEGER NOT NULL DEFAULT 1,
    "platform_status" TEXT NOT NULL DEFAULT 'working',
    "checked_at" TIMESTAMPTZ(6),
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groups" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "template_id" TEXT COLLATE "C" NOT NULL,
    "discount_id" TEXT,
    "ends_at" TIMESTAMPTZ(6),
    "title" TEXT NOT NULL,
    "offer_version" INTEGER NOT NULL,
    "state" "group_state" NOT NULL DEFAULT 'planned',
    "refusal" TEXT,
    "refused_at" TIMESTAMPTZ(6),
    "moves_to" TIMESTAMPTZ(6),
    "follows_offer" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batches" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "group_id" TEXT COLLATE "C" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "batch_state" NOT NULL DEFAULT 'pending',
    "platform_ref" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "doubtful" BOOLEAN NOT NULL DEFAULT false,
    "unwanted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(6),
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_paces" (
    "store_id" TEXT COLLATE "C" NOT NULL,
    "points_available" DOUBLE PRECISION NOT NULL DEFAULT 1000,
    "points_max" DOUBLE PRECISION NOT NULL DEFAULT 1000,
    "points_per_second" DOUBLE PRECISION NOT NULL DEFAULT 50,
    "told_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "points_reserved" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "paused_until" TIMESTAMPTZ(6),
    "lease_holder" TEXT,
    "lease_until" TIMESTAMPTZ(6),
    "codes_held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "store_paces_pkey" PRIMARY KEY ("store_id")
);

-- CreateTable
CREATE TABLE "pool_rates" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "used" BIGINT NOT NULL,
    "sampled_at" TIMESTAMPTZ(6) NOT NULL,
    "rate_per_second" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "pool_rates_pkey" PRIMARY KEY ("pool_id")
);

-- CreateTable
CREATE TABLE "pool_hours" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "hour" TIMESTAMPTZ(6) NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "pool_hours_pkey" PRIMARY KEY ("pool_id","hour")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "campaign_id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "type" "campaign_type" NOT NULL,
    "status" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("pool_id","campaign_id")
);

-- CreateTable
CREATE TABLE "preparations" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "campaign_id" TEXT COLLATE "C" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "claimed" INTEGER NOT NULL DEFAULT 0,
    "secured" INTEGER NOT NULL DEFAULT 0,
    "by" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "preparations_pkey" PRIMARY KEY ("pool_id","id")
);

-- CreateIndex
CREATE INDEX "templates_account_id_created_at_idx" ON "templates"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "templates_store_id_discount_id_idx" ON "templates"("store_id", "discount_id");

-- CreateIndex
CREATE INDEX "groups_template_id_ends_at_idx" ON "groups"("template_id", "ends_at");

-- CreateIndex
CREATE INDEX "groups_store_id_discount_id_idx" ON "groups"("store_id", "discount_id");

-- CreateIndex
CREATE INDEX "batches_store_id_state_created_at_idx" ON "batches"("store_id", "state", "created_at");

-- CreateIndex
CREATE INDEX "batches_pool_id_created_at_idx" ON "batches"("pool_id", "created_at");

-- CreateIndex
CREATE INDEX "batches_group_id_idx" ON "batches"("group_id");


-- Beyond what the schema file can say.

ALTER TABLE "pools" DROP CONSTRAINT "pools_counts_add_up";
ALTER TABLE "pools" ADD CONSTRAINT "pools_counts_add_up" CHECK (
  "added" = "pending" + "available" + "assigned" + "quarantined" + "expired" + "rejected" + "voided" + "undone");
ALTER TABLE "pools" ADD CONSTRAINT "pools_pending_never_negative" CHECK ("pending" >= 0 AND "rejected" >= 0);
-- A limited pool never assigns more than its limit, whatever any code does.
ALTER TABLE "pools" ADD CONSTRAINT "pools_limit_holds" CHECK ("assign_limit" IS NULL OR "assigned" <= "assign_limit");
ALTER TABLE "pools" ADD CONSTRAINT "pools_dynamic_has_template" CHECK ("type" = 'static' OR "template_id" IS NOT NULL);

-- What is left of a limited dynamic pool is its limit, of a static one its codes.
DROP INDEX "pools_account_id_stock_idx";
ALTER TABLE "pools" DROP COLUMN "stock";
ALTER TABLE "pools" ADD COLUMN "stock" TEXT NOT NULL GENERATED ALWAYS AS (
  CASE
    WHEN "type" = 'dynamic' AND "unavailable_reason" IS NOT NULL THEN 'unavailable'
    WHEN "type" = 'dynamic' AND "assign_limit" IS NULL THEN 'active'
    WHEN (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END) = 0 THEN 'empty'
    WHEN "low_water_unit" = 'count'
      AND (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END) <= "low_water_value" THEN 'low'
    WHEN "low_water_unit" = 'percent'
      AND (CASE WHEN "type" = 'dynamic' THEN "assign_limit" - "assigned" ELSE "available" END)::bigint * 100
        <= "low_water_value"::bigint * (CASE WHEN "type" = 'dynamic' THEN "assign_limit"::bigint ELSE "available"::bigint + "assigned" END)
      THEN 'low'
    ELSE 'active'
  END) STORED;
CREATE INDEX "pools_account_id_stock_idx" ON "pools" ("account_id", "stock");

-- Settling reads the codes of a batch. Uploaded codes are not in it.
CREATE INDEX "codes_batch_id_idx" ON "codes" ("batch_id") WHERE "batch_id" IS NOT NULL;
-- What of a pool is under way. Settled batches are not in it.
CREATE INDEX "batches_unsettled_idx" ON "batches" ("pool_id") WHERE "state" <> 'settled';
-- Batches with codes to look up once more.
CREATE INDEX "batches_doubtful_idx" ON "batches" ("store_id") WHERE "doubtful";
-- One group per template and end, and the one without an end too.
CREATE UNIQUE INDEX "groups_template_id_ends_at_key" ON "groups" ("template_id", coalesce("ends_at", 'infinity'::timestamptz)) WHERE "state" <> 'deleted';

-- Codes to delete on the platform. A claim does not touch wasted_at, so its update still stays out of every index.
CREATE INDEX "codes_wasted_idx" ON "codes" ("batch_id") WHERE "wasted_at" IS NOT NULL;

-- The earliest end that a code may have to be assigned now. Without days: so many seconds from now. With days: the last
-- second of that many days after today, in the time zone, however long those days are.
CREATE FUNCTION "least_expiry"("valid_days" INTEGER, "min_validity_seconds" INTEGER, "time_zone" TEXT)
RETURNS TIMESTAMPTZ LANGUAGE SQL STABLE AS $$
  SELECT CASE
    WHEN valid_days IS NULL THEN statement_timestamp() + make_interval(secs => min_validity_seconds)
    ELSE ((statement_timestamp() AT TIME ZONE time_zone)::date + valid_days + time '23:59:59') AT TIME ZONE time_zone
  END
$$;
