-- Months after which the link between a person and a code is cut without being asked. Null: it is kept.
ALTER TABLE "accounts" ADD COLUMN "contact_months" INTEGER;
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_contact_months_check" CHECK ("contact_months" BETWEEN 1 AND 120);
-- Claims of the pool before this name nobody any more.
ALTER TABLE "pools" ADD COLUMN "contacts_from" TIMESTAMPTZ(6);
