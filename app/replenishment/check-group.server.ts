import type pg from "pg";
import { dropCodes } from "#app/codes/drop-codes.server.ts";
import { moveCodes } from "#app/codes/move-codes.server.ts";
import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { DiscountSummary, FoundOffer } from "#app/platforms/discount-platform.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { DISCOUNT_REASONS } from "#app/pools/discount-reasons.ts";
import { type DiscountState, discountState, templateState } from "#app/templates/discount-state.ts";
import { ownEnd } from "#app/templates/shop-edit.ts";
import { forgetGroup } from "./forget-group.server.ts";
import { lockPoolsOfGroup } from "./lock-pools-of-group.server.ts";
import { noticeEdit } from "./notice-edit.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import { setReason } from "./set-reason.server.ts";
import type { Work } from "./work.ts";

interface CheckedGroup extends Record<string, unknown> {
  id: string;
  templateId: string;
  storeId: string;
  source: "existing" | "described";
  discountId: string | null;
  endsAt: Date | null;
  ownEndsAt: Date | null;
  offer: unknown;
  offerVersion: number;
  shopEdit: unknown;
  now: Date;
}

/**
 * Looks at what the platform says of a group's discount and acts on it: pools with codes in it stop, or work
 * again. Changes nothing on the platform, so a webhook about our own change ends here.
 */
export async function checkGroup(work: Work, groupId: string): Promise<Settled<DiscountState>> {
  const { rows } = await database().pool.query<CheckedGroup>(
    `select g.id, g.template_id as "templateId", g.store_id as "storeId", t.source, g.discount_id as "discountId",
            g.ends_at as "endsAt", g.own_ends_at as "ownEndsAt", t.offer, g.offer_version as "offerVersion",
            g.shop_edit as "shopEdit", statement_timestamp() as now
     from groups g join templates t on t.id = g.template_id
     where g.id = $1 and g.state <> 'deleted'`,
    [groupId],
  );
  const group = rows[0];
  if (!group?.discountId) return { kind: "done", value: "working" };
  const { discountId } = group;
  const found = await patiently(() => work.platform.findDiscount(discountId), {
    ...work,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  });
  if (found.kind !== "done") return found;
  const state = stateOf(group, found.value);
  const isComparable = group.source === "described" && (state === "working" || state === "scheduled");
  const offered = isComparable ? await readOffer(work, group, discountId) : null;
  if (offered && offered.kind !== "done" && offered.kind !== "refused") return offered;
  await inTransaction(async (client) => {
    const poolIds = await lockPoolsOfGroup(client, group.id);
    if (group.source === "existing") await applyToExisting(client, group, state, found.value);
    else await applyToDescribed(client, group, state, poolIds);
    if (offered?.kind === "done" && offered.value) await noticeEdit(client, group, offered.value);
    await client.query("update groups set platform_status = $2 where id = $1", [group.id, state]);
  });
  return { kind: "done", value: state };
}

async function readOffer(
  work: Work,
  { offer }: CheckedGroup,
  discountId: string,
): Promise<Settled<FoundOffer | null>> {
  const expected = offerSchema.parse(offer);
  const read = await patiently(() => work.platform.readOffer({ discountId, expected }), {
    ...work,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  });
  // The scope that names segments is optional: without it nothing is compared, and the store works.
  if (read.kind === "unreachable" && read.reason === "scopes_missing") return { kind: "done", value: null };
  return read;
}

/**
 * Shopify keeps that a discount was deactivated as an end at that moment. A discount of ours that ended before the end
 * that we gave it was switched off there, and is switched on there.
 */
function stateOf(group: CheckedGroup, discount: DiscountSummary | null): DiscountState {
  const { source, offer, now } = group;
  const endsAt = ownEnd(group);
  const state = discountState(discount, now);
  if (source === "existing" || state !== "ended") return state;
  const isOver = endsAt !== null && endsAt <= now;
  const isOfferOver = templateState({ platformStatus: "working", offer }, now) === "ended";
  return isOver || isOfferOver ? "ended" : "inactive";
}

/** A merchant's discount carries the template and all its pools; its end is theirs. */
async function applyToExisting(
  client: pg.PoolClient,
  group: CheckedGroup,
  state: DiscountState,
  discount: DiscountSummary | null,
): Promise<void> {
  await client.query(
    `update templates
     set platform_status = $2, checked_at = statement_timestamp(), offer = coalesce($3::jsonb, offer)
     where id = $1`,
    [group.templateId, state, discount && JSON.stringify(discount)],
  );
  const endsAt = discount?.endsAt ? new Date(discount.endsAt) : null;
  if (discount && endsAt?.getTime() !== group.endsAt?.getTime()) {
    await client.query("update groups set ends_at = $2 where id = $1", [group.id, endsAt]);
    await moveCodes(client, group.id, endsAt);
  }
  if (state === "working") {
    // Live again if it had ended: the merchant may give a discount a later end.
    await client.query("update groups set state = 'live', refusal = null, refused_at = null where id = $1", [
      group.id,
    ]);
  }
  await setReason(client, await poolsToTell(client, group, "all", state), DISCOUNT_REASONS[state]);
}

/** A discount of ours: only pools with codes in it are concerned. One that was deleted takes its ready codes along. */
async function applyToDescribed(
  client: pg.PoolClient,
  group: CheckedGroup,
  state: DiscountState,
  poolIds: readonly string[],
): Promise<void> {
  const concerned = await poolsToTell(client, group, "with_codes", state);
  if (state === "working") {
    // What was said against an edit stays until it is made: the discount works as it was before.
    await client.query(
      `update groups set refusal = null, refused_at = null
       where id = $1 and offer_version >= (select offer_version from templates where id = $2)`,
      [group.id, group.templateId],
    );
  }
  if (state !== "working") {
    await client.query(
      "update templates set platform_status = $2, checked_at = statement_timestamp() where id = $1",
      [group.templateId, state],
    );
  }
  if (state === "deleted") {
    for (const poolId of poolIds) await dropCodes(client, poolId, await readyCodes(client, group.id, poolId));
    await forgetGroup(client, group);
  }
  await setReason(client, concerned, DISCOUNT_REASONS[state]);
}

/**
 * The pools of which a discount's state is to be said. A reason of another kind is not taken back by a discount
 * that works, nor is one of a deleted discount that we made: the merchant decides whether it is made again.
 */
async function poolsToTell(
  client: pg.PoolClient,
  group: CheckedGroup,
  which: "all" | "with_codes",
  state: DiscountState,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select p.id from pools p
     where p.template_id = $1 and p.archived_at is null
       and ($2 or exists (
         select 1 from batches b join codes c on c.batch_id = b.id
         where b.group_id = $3 and b.pool_id = p.id and c.state in ('available', 'pending')))
       and ($4 or (p.unavailable_reason like 'discount\\_%' and ($2 or p.unavailable_reason <> 'discount_deleted')))`,
    [group.templateId, which === "all", group.id, state !== "working"],
  );
  return rows.map(({ id }) => id);
}

async function readyCodes(client: pg.PoolClient, groupId: string, poolId: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select c.id from batches b join codes c on c.batch_id = b.id
     where b.group_id = $1 and b.pool_id = $2 and c.state = 'available'`,
    [groupId, poolId],
  );
  return rows.map(({ id }) => id);
}
