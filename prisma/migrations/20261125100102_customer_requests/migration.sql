-- How the email platform names people: what decides whether a platform's request can find a contact.
ALTER TABLE "accounts" ADD COLUMN "contact_identifier" TEXT NOT NULL DEFAULT 'email';
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_contact_identifier_check"
  CHECK ("contact_identifier" IN ('email', 'customer_id', 'phone', 'own'));
