-- Whether keys of the pool were erased: a claim looks for them only then.
ALTER TABLE "pools" ADD COLUMN "keys_erased" BOOLEAN NOT NULL DEFAULT false;

-- What was asked for about one person: to forget them, or to say what is stored of them.
CREATE TABLE "privacy_requests" (
    "id" TEXT COLLATE "C" NOT NULL,
    "account_id" TEXT COLLATE "C" NOT NULL,
    "store_id" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "contact_hashes" BYTEA[] NOT NULL DEFAULT '{}',
    "order_ids" TEXT[] NOT NULL DEFAULT '{}',
    "customer_sealed" TEXT,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "file" TEXT,
    "file_until" TIMESTAMPTZ(6),

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "privacy_requests_kind_check" CHECK ("kind" IN ('erase', 'data')),
    CONSTRAINT "privacy_requests_source_check" CHECK ("source" IN ('api', 'bridge', 'merchant', 'shopify')),
    CONSTRAINT "privacy_requests_state_check" CHECK ("state" IN ('waiting', 'open', 'done'))
);
CREATE INDEX "privacy_requests_account_id_idx" ON "privacy_requests"("account_id", "id");
CREATE INDEX "privacy_requests_waiting_idx" ON "privacy_requests" ("received_at") WHERE "state" = 'waiting';

-- Events that name a key, to be found by it when its contact is erased.
CREATE INDEX "events_key_idx" ON "events" ("pool_id", ("detail" ->> 'key')) WHERE "type" = 'code.redeemed';
