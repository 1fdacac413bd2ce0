-- Takes note of which codes are used up by orders, and of those whose orders were all cancelled. The caller holds the
-- rows of their pools.
--
-- Invariants: the counters move with the rows; a redeemed code counts as assigned too. A code that nobody was given
-- and that an order carries is known to somebody: it becomes void, and stays so when the order is cancelled. Codes of
-- other states are left alone, so the same news again changes nothing.
-- $1 ids of codes with an order that stands  $2 ids of codes of which every order was cancelled
with used as (
  update codes
  set state = case when state = 'assigned' then 'redeemed' else 'void' end::code_state,
      returns_at = null
  from (select id as of_code, state as before from codes where id = any ($1::bigint[])) b
  where id = of_code and before in ('assigned', 'available', 'quarantined')
  returning pool_id, before
),
unused as (
  update codes set state = 'assigned' where id = any ($2::bigint[]) and state = 'redeemed' returning pool_id
),
moved as (
  select pool_id,
         count(*) filter (where before = 'assigned') as redeemed,
         count(*) filter (where before = 'available') as ready,
         count(*) filter (where before = 'quarantined') as waiting,
         count(*) filter (where before = 'reversed') as reversed
  from (select pool_id, before::text from used union all select pool_id, 'reversed' from unused) m
  group by pool_id
)
update pools p
set redeemed = p.redeemed + m.redeemed - m.reversed,
    available = p.available - m.ready,
    quarantined = p.quarantined - m.waiting,
    voided = p.voided + m.ready + m.waiting,
    updated_at = statement_timestamp()
from moved m
where p.id = m.pool_id
