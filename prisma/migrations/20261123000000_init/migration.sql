-- CreateEnum
CREATE TYPE "platform" AS ENUM ('shopify', 'magento');

-- CreateEnum
CREATE TYPE "pool_type" AS ENUM ('static', 'dynamic');

-- CreateEnum
CREATE TYPE "per_contact" AS ENUM ('each_message', 'per_campaign', 'for_good');

-- CreateEnum
CREATE TYPE "when_dry" AS ENUM ('stop', 'fallback');

-- CreateEnum
CREATE TYPE "low_water_unit" AS ENUM ('count', 'percent');

-- CreateEnum
CREATE TYPE "code_state" AS ENUM ('pending', 'available', 'assigned', 'redeemed', 'quarantined', 'expired', 'rejected', 'void', 'undone');

-- CreateEnum
CREATE TYPE "claim_outcome" AS ENUM ('assigned', 'kept', 'fallback');

-- CreateEnum
CREATE TYPE "campaign_type" AS ENUM ('automation', 'broadcast');

-- CreateEnum
CREATE TYPE "upload_status" AS ENUM ('draft', 'queued', 'reading', 'merging', 'completed', 'failed', 'undoing', 'undone');

-- CreateEnum
CREATE TYPE "reject_reason" AS ENUM ('invalid', 'duplicate_in_file', 'duplicate_in_pool', 'duplicate_in_account');

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "broadcast_allowed" BOOLEAN NOT NULL DEFAULT false,
    "contact_hash_key_sealed" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stores" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "platform" "platform" NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT,
    "connected_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disconnected_at" TIMESTAMPTZ(6),

    CONSTRAINT "stores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shopify_sessions" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "shopify_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_clients" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_secrets" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_messages" (
    "client_id" TEXT COLLATE "C" NOT NULL,
    "message_id" TEXT COLLATE "C" NOT NULL,
    "payload_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_messages_pkey" PRIMARY KEY ("client_id","message_id")
);

-- CreateTable
CREATE TABLE "pools" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT COLLATE "C" NOT NULL,
    "type" "pool_type" NOT NULL,
    "per_contact" "per_contact" NOT NULL DEFAULT 'each_message',
    "when_dry" "when_dry" NOT NULL DEFAULT 'stop',
    "fallback_code" TEXT,
    "low_water_unit" "low_water_unit" NOT NULL DEFAULT 'percent',
    "low_water_value" INTEGER NOT NULL DEFAULT 10,
    "release_allowed" BOOLEAN NOT NULL DEFAULT false,
    "release_window_hours" INTEGER NOT NULL DEFAULT 72,
    "release_quarantine_hours" INTEGER NOT NULL DEFAULT 24,
    "min_validity_seconds" INTEGER NOT NULL DEFAULT 3600,
    "archived_at" TIMESTAMPTZ(6),
    "added" INTEGER NOT NULL DEFAULT 0,
    "available" INTEGER NOT NULL DEFAULT 0,
    "assigned" INTEGER NOT NULL DEFAULT 0,
    "redeemed" INTEGER NOT NULL DEFAULT 0,
    "quarantined" INTEGER NOT NULL DEFAULT 0,
    "expired" INTEGER NOT NULL DEFAULT 0,
    "voided" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "claim_cursor" BIGINT NOT NULL DEFAULT 0,
    "next_expiry_at" TIMESTAMPTZ(6),
    "next_return_at" TIMESTAMPTZ(6),
    "stock" TEXT NOT NULL GENERATED ALWAYS AS (
      CASE
        WHEN "type" = 'dynamic' THEN 'active'
        WHEN "available" = 0 THEN 'empty'
        WHEN "low_water_unit" = 'count' AND "available" <= "low_water_value" THEN 'low'
        WHEN "low_water_unit" = 'percent'
          AND "available"::bigint * 100 <= "low_water_value"::bigint * ("available"::bigint + "assigned") THEN 'low'
        ELSE 'active'
      END) STORED,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pools_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pool_handles" (
    "account_id" TEXT COLLATE "C" NOT NULL,
    "handle" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "pool_handles_pkey" PRIMARY KEY ("account_id","handle")
);

-- The order of assignment. One sequence for all pools: only the order inside a pool matters.
CREATE SEQUENCE "codes_position_seq" AS BIGINT CACHE 1;

-- CreateTable
CREATE TABLE "codes" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "upload_id" TEXT COLLATE "C",
    "code" TEXT NOT NULL,
    "code_key" TEXT COLLATE "C",
    "state" "code_state" NOT NULL DEFAULT 'available',
    "position" BIGINT NOT NULL DEFAULT nextval('codes_position_seq'),
    "expires_at" TIMESTAMPTZ(6),
    "assigned_at" TIMESTAMPTZ(6),
    "returns_at" TIMESTAMPTZ(6),

    CONSTRAINT "codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claims" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "client_id" TEXT COLLATE "C" NOT NULL,
    "contact_hash" BYTEA NOT NULL,
    "campaign_id" TEXT COLLATE "C" NOT NULL,
    "campaign_type" "campaign_type" NOT NULL,
    "outcome" "claim_outcome" NOT NULL,
    "code_id" BIGINT,
    "fallback_code" TEXT,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "released_at" TIMESTAMPTZ(6),

    CONSTRAINT "claims_pkey" PRIMARY KEY ("pool_id","key")
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "pool_id" TEXT NOT NULL,
    "status" "upload_status" NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_bytes" BIGINT NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "file_path" TEXT,
    "reading" JSONB,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "bytes_read" BIGINT NOT NULL DEFAULT 0,
    "merged_through" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "duplicate_in_file" INTEGER NOT NULL DEFAULT 0,
    "duplicate_in_pool" INTEGER NOT NULL DEFAULT 0,
    "duplicate_in_account" INTEGER NOT NULL DEFAULT 0,
    "invalid" INTEGER NOT NULL DEFAULT 0,
    "undone" INTEGER NOT NULL DEFAULT 0,
    "first_position" BIGINT,
    "last_position" BIGINT,
    "error" TEXT,
    "actor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "upload_rows" (
    "upload_id" TEXT COLLATE "C" NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "code_key" TEXT COLLATE "C" NOT NULL,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "upload_rows_pkey" PRIMARY KEY ("upload_id","row")
);

-- CreateTable
CREATE TABLE "upload_rejects" (
    "upload_id" TEXT COLLATE "C" NOT NULL,
    "row" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "reason" "reject_reason" NOT NULL,
    "detail" TEXT,

    CONSTRAINT "upload_rejects_pkey" PRIMARY KEY ("upload_id","row")
);

-- CreateTable
CREATE TABLE "history" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "pool_id" TEXT,
    "actor" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "history_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "stores_account_id_idx" ON "stores"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "stores_platform_domain_key" ON "stores"("platform", "domain");

-- CreateIndex
CREATE INDEX "shopify_sessions_shop_idx" ON "shopify_sessions"("shop");

-- CreateIndex
CREATE INDEX "api_clients_account_id_idx" ON "api_clients"("account_id");

-- CreateIndex
CREATE INDEX "api_secrets_client_id_idx" ON "api_secrets"("client_id");

-- CreateIndex
CREATE INDEX "api_messages_started_at_idx" ON "api_messages"("started_at");

-- CreateIndex
CREATE INDEX "pools_account_id_created_at_idx" ON "pools"("account_id", "created_at");

-- CreateIndex
CREATE INDEX "codes_pool_id_position_idx" ON "codes"("pool_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "codes_account_id_code_key_key" ON "codes"("account_id", "code_key");

-- CreateIndex
CREATE INDEX "claims_account_id_contact_hash_pool_id_idx" ON "claims"("account_id", "contact_hash", "pool_id");

-- CreateIndex
CREATE INDEX "claims_code_id_idx" ON "claims"("code_id");

-- CreateIndex
CREATE INDEX "uploads_pool_id_created_at_idx" ON "uploads"("pool_id", "created_at");

-- CreateIndex
CREATE INDEX "history_account_id_pool_id_created_at_idx" ON "history"("account_id", "pool_id", "created_at");

-- AddForeignKey
ALTER TABLE "stores" ADD CONSTRAINT "stores_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_secrets" ADD CONSTRAINT "api_secrets_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "api_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pools" ADD CONSTRAINT "pools_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Beyond what the schema file can say.

-- A claim updates a code's row in place: room in the page keeps the update out of every index (HOT).
ALTER TABLE "codes" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.1);
-- One row per pool is written by every claim: room for its versions, and a vacuum that comes often.
ALTER TABLE "pools" SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Finds codes that drop out by expiry. Codes without a date are not in it.
CREATE INDEX "codes_pool_id_expires_at_idx" ON "codes" ("pool_id", "expires_at", "id") WHERE "expires_at" IS NOT NULL;
-- Finds released codes whose waiting time is over. returns_at is set only while a code is quarantined.
CREATE INDEX "codes_pool_id_returns_at_idx" ON "codes" ("pool_id", "returns_at") WHERE "returns_at" IS NOT NULL;
-- "Low and empty first" on the dashboard.
CREATE INDEX "pools_account_id_stock_idx" ON "pools" ("account_id", "stock");

-- What no code may break, whatever it does.
ALTER TABLE "pools" ADD CONSTRAINT "pools_counts_never_negative" CHECK (
  "added" >= 0 AND "available" >= 0 AND "assigned" >= 0 AND "redeemed" >= 0 AND "quarantined" >= 0
  AND "expired" >= 0 AND "voided" >= 0 AND "undone" >= 0);
ALTER TABLE "pools" ADD CONSTRAINT "pools_counts_add_up" CHECK (
  "type" = 'dynamic'
  OR "added" = "available" + "assigned" + "quarantined" + "expired" + "voided" + "undone");
ALTER TABLE "pools" ADD CONSTRAINT "pools_fallback_has_code" CHECK (
  "when_dry" = 'stop' OR "fallback_code" IS NOT NULL);
