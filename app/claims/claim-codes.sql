-- Answers a whole fold in one statement, after lock-pool.sql in the same transaction.
--
-- Invariants: a code is taken once (it is `available` under the pool's lock, and `assigned` after);
-- a key gets one row, ever (primary key of claims); counters move with the rows; no available code of the
-- pool lies below claim_cursor. A request of which one key names another message is refused as a whole.
-- The caller puts a key into a fold once.
-- The plan is made once per connection, perhaps while the tables are empty, when every index costs the same. So
-- nothing is left to choose: "lateral ... limit 1" keeps a look-up a look-up, and ">= and <=" over the columns of
-- an index, in its order, is an equality that no other index can serve.
-- Indexes: claims (key, pool_id); claims (account_id, contact_hash, pool_id); codes (pool_id, position).
--
-- Beyond a static pool: a code is assigned only if it lasts long enough now, by the database's clock; no more
-- codes are taken than the caller allows, who knows the limit and what is set aside for other campaigns; who cannot
-- get one now is told apart: not_ready while the pool may still make codes for that many, in order, else exhausted
-- or the fixed code.
--
-- $1 pool id  $2 account id  $3 per_contact  $4 cursor  $5 least validity in seconds  $6 when_dry  $7 fallback code
-- $8 request numbers  $9 keys  $10 contact hashes  $11 campaign ids  $12 campaign types  $13 API client ids
-- (all six arrays of one length, in the order in which codes are handed out)
-- $14 valid days, or null  $15 time zone  $16 whether codes can be made
-- $17 how many of the recipients may take a code now, or null for as many as there are codes
-- $18 how many may ever get one, or null for no limit
-- $19 per recipient: whether it takes the fixed code instead of not_ready; null for none
-- $20 days after which a code that is assigned now ends, or null where it ends as it was made  $21 the store to be
-- told so; an end that the code has already is never moved further away
with asked as materialized (
  select *
  from unnest($8::int[], $9::text[], $10::bytea[], $11::text[], $12::text[], $13::text[], $19::bool[])
    with ordinality as a (request, key, contact, campaign, campaign_type, client, gives_up, ord)
),
known as materialized (
  select a.*, c.key is not null as is_known, c.outcome, c.code_id, c.fallback_code, c.claimed_at,
         c.released_at is not null as is_released,
         c.key is not null and (c.contact_hash <> a.contact or c.campaign_id <> a.campaign) as is_reused
  from asked a
  left join lateral (
    select * from claims
    where (key, pool_id) >= (a.key, $1) and (key, pool_id) <= (a.key, $1)
    limit 1
  ) c on true
),
refused as (
  select distinct request from known where is_reused
),
-- Keys that are new, of requests that stand.
fresh as materialized (
  select k.ord, k.key, k.contact, k.campaign, k.campaign_type, k.client, k.gives_up,
         -- In a pool that gives a contact one code, the first of a contact's keys leads the others.
         case
           when $3 = 'each_message' then k.ord
           when $3 = 'per_campaign' then min(k.ord) over (partition by k.contact, k.campaign)
           else min(k.ord) over (partition by k.contact)
         end as leader
  from known k
  where not k.is_known and k.request not in (select request from refused)
),
-- What the contact holds already: not released under at least one key, not expired, redeemed or void.
held as materialized (
  select f.ord, h.code_id
  from fresh f
  cross join lateral (
    select c.code_id
    from claims c
    cross join lateral (select * from codes where id = c.code_id limit 1) k
    where (c.account_id, c.contact_hash, c.pool_id) >= ($2, f.contact, $1)
      and (c.account_id, c.contact_hash, c.pool_id) <= ($2, f.contact, $1)
      and ($3 = 'for_good' or c.campaign_id = f.campaign)
      and c.released_at is null
      and k.state = 'assigned'
      and (k.expires_at is null or k.expires_at > statement_timestamp())
    order by k.assigned_at desc, k.id desc
    limit 1
  ) h
  where $3 <> 'each_message' and f.ord = f.leader
),
wanting as (
  select f.ord, row_number() over (order by f.ord) as turn
  from fresh f
  where f.ord = f.leader and not exists (select 1 from held h where h.ord = f.ord)
),
-- Whose turn it is, null for those who may not take a code now; and who may still hope for one.
seated as materialized (
  select ord, case when $17::int is null or turn <= $17 then turn end as turn,
         $16::bool and ($18::int is null or turn <= $18) as is_within
  from wanting
),
picked as materialized (
  select c.id, c.position, row_number() over (order by c.position) as turn
  from codes c
  where c.pool_id = $1 and c.position >= $4 and c.state = 'available'
    and (c.expires_at is null or c.expires_at >= (select least_expiry($14::int, $5::int, $15)))
  order by c.position
  limit (select count(turn) from seated)
),
-- By an array of ids: the planner guesses a LIMIT it cannot see at a tenth of the table, and would read all of it.
taken as (
  update codes
  set state = 'assigned', assigned_at = statement_timestamp(),
      expires_at = case
        when $20::int is null then expires_at
        else least(expires_at, (select least_expiry($20::int, 0, $15)))
      end
  where id = any (array(select id from picked))
  returning id, code, assigned_at, expires_at
),
told as (
  insert into code_expiries (store_id, code_id, expires_at)
  select $21, id, expires_at from taken where $20::int is not null
),
-- The code of each leader, whether it is fresh, and whether the pool may still make one where there is none.
dealt as materialized (
  select s.ord, p.id as code_id, true as is_fresh, s.is_within from seated s left join picked p using (turn)
  union all
  select ord, code_id, false, false from held
),
answered as materialized (
  select f.*, d.code_id,
         case
           when d.code_id is not null and d.is_fresh and f.ord = f.leader then 'assigned'
           when d.code_id is not null then 'kept'
           when f.gives_up then 'fallback'
           when d.is_within then 'not_ready'
           when $6 = 'fallback' then 'fallback'
           else 'exhausted'
         end as outcome
  from fresh f
  left join dealt d on d.ord = f.leader
),
written as (
  insert into claims (pool_id, key, account_id, client_id, contact_hash, campaign_id, campaign_type,
                      outcome, code_id, fallback_code, claimed_at)
  select $1, key, $2, client, contact, campaign, campaign_type::campaign_type,
         outcome::claim_outcome, code_id, case when code_id is null then $7 end, statement_timestamp()
  from answered
  where outcome not in ('not_ready', 'exhausted')
),
-- Where the next fold starts to look. When codes ran out, behind the last one: else every claim of a dry pool would
-- read again what expired or was undone. Not behind codes of a dynamic pool that are still to be dropped: they are
-- looked for from the cursor on (expire-codes.sql).
reached as materialized (
  select case
    when (select count(*) from picked) < (select count(turn) from seated)
      then (select max(position) + 1 from codes where pool_id = $1)
    else (select max(position) + 1 from picked)
  end as cursor
),
counted as (
  update pools
  set available = available - (select count(*) from picked),
      assigned = assigned + (select count(*) from picked),
      claim_cursor = case
        when type = 'dynamic' and next_expiry_at < (select least_expiry($14::int, $5::int, $15)) then claim_cursor
        else greatest(claim_cursor, reached.cursor)
      end,
      updated_at = case when exists (select 1 from picked) then statement_timestamp() else updated_at end
  from reached
  where id = $1 and (reached.cursor > $4 or exists (select 1 from picked))
  returning available, assigned
)
select k.ord,
       case
         when k.is_reused or k.request in (select request from refused) then 'reused'
         when k.is_known and k.is_released then 'released'
         when k.is_known and k.outcome = 'fallback' then 'fallback'
         when k.is_known then 'repeated'
         else a.outcome
       end as outcome,
       k.is_reused as "isCulprit",
       coalesce(t.code, c.code, k.fallback_code, case when a.outcome = 'fallback' then $7 end) as code,
       coalesce(t.assigned_at, c.assigned_at, k.claimed_at, statement_timestamp()) as "assignedAt",
       coalesce(t.expires_at, c.expires_at) as "expiresAt",
       counted.available,
       counted.assigned
from known k
left join answered a on a.ord = k.ord
left join taken t on t.id = a.code_id
left join lateral (
  select * from codes where id = case when t.id is null then coalesce(k.code_id, a.code_id) end limit 1
) c on true
left join counted on true
order by k.ord
