-- Of what kind there may be something to do in a store: in most rounds of most stores there is nothing, and this is all
-- that they cost. Whether something is due exactly is asked by whoever does it; nothing that is due may be missed here.
-- Indexes: templates_store_id_discount_id_idx, groups_store_id_discount_id_idx, batches_store_id_state_created_at_idx,
-- batches_doubtful_idx, codes_wasted_idx. $1 store id
select exists (
         select 1 from groups
         where store_id = $1 and state in ('planned', 'live') and ends_at < statement_timestamp()
       ) as ending,
       exists (select 1 from groups where store_id = $1 and state = 'live' and moves_to is not null) as moving,
       exists (select 1 from groups where store_id = $1 and state = 'ended') as ended,
       exists (
         select 1 from templates t
         where t.store_id = $1 and (t.platform_status = 'scheduled' or exists (
           select 1 from pools p where p.template_id = t.id and p.unavailable_reason = 'discount_scheduled'))
       ) as starting,
       exists (select 1 from batches where store_id = $1 and state in ('pending', 'submitted')) as unsettled,
       exists (select 1 from batches where store_id = $1 and doubtful) as doubtful,
       exists (
         select 1 from codes c join batches b on b.id = c.batch_id
         where c.wasted_at is not null and b.store_id = $1
       ) as wasted
