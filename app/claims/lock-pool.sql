-- Locks the pool's row for a fold and tells the settings that the fold needs.
-- Everything that assigns, releases, returns or undoes codes of a pool locks this row first, in a statement
-- of its own: the next statement's snapshot is taken after the wait, so it sees all that the last holder wrote.
-- $1 pool id
select account_id as "accountId",
       per_contact as "perContact",
       when_dry as "whenDry",
       fallback_code as "fallbackCode",
       min_validity_seconds as "minValiditySeconds",
       claim_cursor as "claimCursor",
       archived_at is not null as "archived",
       coalesce(next_expiry_at <= statement_timestamp() + make_interval(secs => min_validity_seconds), false) as "expiryDue",
       coalesce(next_return_at <= statement_timestamp(), false) as "returnDue",
       available,
       assigned
from pools
where id = $1
for update
