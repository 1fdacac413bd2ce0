-- For which code a claim was given another one by the merchant: whoever finds one of the two finds the other.
ALTER TABLE "claims" ADD COLUMN "another_for" BIGINT;
