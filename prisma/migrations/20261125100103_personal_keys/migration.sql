-- When the client last sent a key, or a campaign's id, that looks like an address. Never what it was.
ALTER TABLE "api_clients" ADD COLUMN "personal_key_at" TIMESTAMPTZ(6), ADD COLUMN "personal_campaign_at" TIMESTAMPTZ(6);
