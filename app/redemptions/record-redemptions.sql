-- Writes down what orders say of codes: one row per order and code, whatever comes first and however often.
--
-- Invariants: what is known is never forgotten (a cancellation that came before its order stays); a code belongs to
-- the account of the store. Answers every code that was named, with whether one of its orders stands.
-- Index: redemptions_pkey, redemptions_code_id_idx.
--
-- $1 account id  $2 store id  $3 order ids  $4 code ids  $5 order numbers  $6 totals  $7 discounts  $8 currencies
-- $9 when redeemed, null for a cancellation alone  $10 when reversed, or null
insert into redemptions as r
  (store_id, order_id, code_id, account_id, pool_id, order_number, total, discount, currency, redeemed_at, reversed_at)
select $2, t.order_id, c.id, c.account_id, c.pool_id, t.order_number, t.total, t.discount, t.currency,
       t.redeemed_at, t.reversed_at
from unnest($3::text[], $4::bigint[], $5::text[], $6::numeric[], $7::numeric[], $8::text[], $9::timestamptz[],
            $10::timestamptz[]) as t (order_id, code_id, order_number, total, discount, currency, redeemed_at, reversed_at)
join codes c on c.id = t.code_id and c.account_id = $1
on conflict (store_id, order_id, code_id) do update
set order_number = coalesce(r.order_number, excluded.order_number),
    total = coalesce(r.total, excluded.total),
    discount = coalesce(r.discount, excluded.discount),
    currency = coalesce(r.currency, excluded.currency),
    redeemed_at = coalesce(r.redeemed_at, excluded.redeemed_at),
    reversed_at = coalesce(r.reversed_at, excluded.reversed_at)
