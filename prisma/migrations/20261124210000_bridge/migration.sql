-- CreateEnum
CREATE TYPE "instruction_state" AS ENUM ('waiting', 'given', 'done', 'failed', 'dropped');

-- AlterTable
ALTER TABLE "stores" ADD COLUMN     "exchanged_at" TIMESTAMPTZ(6),
ADD COLUMN     "shop_report" JSONB,
ADD COLUMN     "rules_reported_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "bridge_keys" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "bridge_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bridge_links" (
    "code_hash" BYTEA NOT NULL,
    "account_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),
    "installation_id" TEXT,
    "key_id" TEXT,
    "store_id" TEXT,

    CONSTRAINT "bridge_links_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "bridge_instructions" (
    "id" TEXT NOT NULL,
    "store_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "urgency" INTEGER NOT NULL DEFAULT 0,
    "state" "instruction_state" NOT NULL DEFAULT 'waiting',
    "times" INTEGER NOT NULL DEFAULT 0,
    "given_at" TIMESTAMPTZ(6),
    "result" JSONB,
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "bridge_instructions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "magento_rules" (
    "store_id" TEXT NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "generation" TEXT,
    "reported_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "magento_rules_pkey" PRIMARY KEY ("store_id","rule_id")
);

-- CreateIndex
CREATE INDEX "bridge_keys_store_id_idx" ON "bridge_keys"("store_id");

-- CreateIndex
CREATE INDEX "bridge_instructions_store_id_state_urgency_created_at_idx" ON "bridge_instructions"("store_id", "state", "urgency", "created_at");

-- CreateIndex
CREATE INDEX "bridge_instructions_store_id_purpose_idx" ON "bridge_instructions"("store_id", "purpose");

-- One open instruction for each purpose of a store.
CREATE UNIQUE INDEX "bridge_instructions_open_purpose_idx" ON "bridge_instructions"("store_id", "purpose") WHERE "state" IN ('waiting', 'given');

-- One key of a store is live at a time.
CREATE UNIQUE INDEX "bridge_keys_live_idx" ON "bridge_keys"("store_id") WHERE "revoked_at" IS NULL;
