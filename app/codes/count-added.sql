-- Moves a pool's counters for codes that the same transaction added. The last statement of its transaction:
-- it takes the pool's row, and a claim then waits for nothing but the commit. The row may have moved on
-- while it was waited for, so everything is computed from its newest version.
-- $1 pool id  $2 codes added  $3 their lowest position  $4 their earliest expiry
update pools
set added = added + $2,
    available = available + $2,
    claim_cursor = least(claim_cursor, $3),
    next_expiry_at = least(next_expiry_at, $4),
    updated_at = statement_timestamp()
where id = $1
