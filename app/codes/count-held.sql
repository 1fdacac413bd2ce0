-- Codes of a group that the platform holds. The rule, for codes with a batch: what was confirmed and is still of use is
-- held, and so is what was wasted until it is deleted there (wasted_at). Pending codes are not known to be.
-- Uploaded codes that were created there (creations) have no batch, and are never deleted one by one.
-- Indexes: batches_group_id_idx, codes_batch_id_idx, creations_group_id_idx. $1 group id
select count(*) + (select coalesce(sum(created), 0) from creations where group_id = $1) as held
from batches b
join codes c on c.batch_id = b.id
where b.group_id = $1 and (c.state in ('available', 'assigned', 'redeemed') or c.wasted_at is not null)
