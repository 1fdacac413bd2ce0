-- What a look at a static pool's codes in a shop found, and the work of bringing its codes into the shop.

-- CreateEnum
CREATE TYPE "creation_state" AS ENUM ('running', 'cancelling', 'finished', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "refused_why" AS ENUM ('not_in_shop', 'ended', 'scheduled', 'inactive', 'invalid');

-- CreateTable
CREATE TABLE "pool_checks" (
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "asked_at" TIMESTAMPTZ(6),
    "checked_at" TIMESTAMPTZ(6),
    "looked" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "findings" JSONB NOT NULL DEFAULT '[]',
    "trouble" TEXT,

    CONSTRAINT "pool_checks_pkey" PRIMARY KEY ("pool_id","store_id")
);

-- CreateTable
CREATE TABLE "creations" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C" NOT NULL,
    "pool_id" TEXT COLLATE "C" NOT NULL,
    "template_id" TEXT COLLATE "C" NOT NULL,
    "group_id" TEXT COLLATE "C" NOT NULL,
    "state" "creation_state" NOT NULL DEFAULT 'running',
    "actor" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "created" INTEGER NOT NULL DEFAULT 0,
    "already" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "through_position" BIGINT NOT NULL,
    "until_position" BIGINT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "code_ids" BIGINT[] NOT NULL DEFAULT '{}',
    "platform_ref" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "creations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creation_refusals" (
    "creation_id" TEXT COLLATE "C" NOT NULL,
    "code_id" BIGINT NOT NULL,
    "code" TEXT NOT NULL,
    "why" "refused_why" NOT NULL,
    "detail" TEXT,

    CONSTRAINT "creation_refusals_pkey" PRIMARY KEY ("creation_id","code_id")
);

-- CreateIndex
CREATE INDEX "creations_pool_id_created_at_idx" ON "creations"("pool_id", "created_at");

-- CreateIndex
CREATE INDEX "creations_group_id_idx" ON "creations"("group_id");

-- AddForeignKey
ALTER TABLE "creation_refusals" ADD CONSTRAINT "creation_refusals_creation_id_fkey" FOREIGN KEY ("creation_id") REFERENCES "creations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Beyond what the schema file can say.

-- One at a time for a pool: pressed twice, the second press finds the first.
CREATE UNIQUE INDEX "creations_under_way_key" ON "creations" ("pool_id") WHERE "state" IN ('running', 'cancelling');
