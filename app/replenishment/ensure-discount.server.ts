import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import type { PlatformResult } from "#app/platforms/discount-platform.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { GROUP_TAG } from "./group-title.ts";
import type { OpenBatch } from "./open-batch.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

interface CreatedDiscount {
  discountId: string;
  codes: string[];
  /** The version of the offer that it carries; null: it was found, and nobody knows. */
  carries: number | null;
}

interface EnsuredDiscount {
  discountId: string;
  /** Codes of the batch that came into being with the discount, just now: they are confirmed. */
  madeWith: string[];
}

/**
 * Makes sure that the discount of a group exists on the platform, and answers its id. An earlier create whose
 * answer was lost is found by the title, or by its first code: the platform's search may be behind, a code is not.
 * The first code is one of the batch's own, so the store holds none that we do not know.
 */
export async function ensureDiscount(
  work: Work,
  batch: Pick<OpenBatch, "group" | "codes">,
): Promise<Settled<EnsuredDiscount> | { kind: "first_code_taken"; code: string }> {
  const { group } = batch;
  if (group.discountId) return { kind: "done", value: { discountId: group.discountId, madeWith: [] } };
  const firstCode = batch.codes[0];
  if (firstCode === undefined) throw new Error("A batch without codes asks for a discount.");
  const { platform } = work;
  const patience = { ...work, patienceSeconds: PLATFORM_PATIENCE_SECONDS };

  const found = await findByTitle(work, group.title);
  if (found.kind !== "done") return found;
  if (found.value) return await remember(batch, found.value, null);
  const offer = offerSchema.parse(group.offer);
  const endsAt = group.endsAt && new Date(group.endsAt).toISOString();
  let isLost = false;
  const created = await patiently(async (): Promise<PlatformResult<CreatedDiscount>> => {
    if (isLost) {
      isLost = false;
      const again = await platform.findDiscountsByTitle(group.title);
      if (!again.ok) {
        isLost = true;
        return again;
      }
      const [ours] = again.value;
      if (ours) return { ok: true, value: { discountId: ours.id, codes: [], carries: null } };
    }
    const result = await platform.createDiscount({
      groupId: group.id,
      offerVersion: group.offerVersion,
      title: group.title,
      tag: GROUP_TAG,
      firstCode,
      offer,
      endsAt,
    });
    if (result.ok) {
      const { discountId, codes, offerVersion: carries = group.offerVersion } = result.value;
      return { ok: true, value: { discountId, codes, carries } };
    }
    if (result.failure.kind === "unknown") isLost = true;
    return result;
  }, patience);
  if (created.kind === "done") {
    const { discountId, codes, carries } = created.value;
    return await remember(batch, discountId, carries, codes);
  }
  if (created.kind !== "refused") return created;

  // Refused, perhaps because its code exists: ours from a create that the search does not show yet, or somebody's.
  const owner = await patiently(() => platform.findCode(firstCode), patience);
  if (owner.kind === "refused") return created;
  if (owner.kind !== "done") return owner;
  if (!owner.value) return created;
  const { discountId } = owner.value;
  const discount = await patiently(() => platform.findDiscount(discountId), patience);
  if (discount.kind !== "done" && discount.kind !== "refused") return discount;
  if (discount.kind === "done" && discount.value?.title === group.title)
    return await remember(batch, discountId, null);
  return { kind: "first_code_taken", code: firstCode };
}

async function findByTitle(work: Work, title: string): Promise<Settled<string | null>> {
  const found = await patiently(() => work.platform.findDiscountsByTitle(title), {
    ...work,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  });
  if (found.kind !== "done") return found;
  return { kind: "done", value: found.value[0]?.id ?? null };
}

/**
 * `carries`: the version of the offer that it was made of. Found instead of made, it may be older than the template is
 * by now: it carries at least what the group was planned with. A discount that is behind is brought up by a job, since
 * the one of the edit found none to change.
 */
async function remember(
  { group }: Pick<OpenBatch, "group">,
  discountId: string,
  carries: number | null,
  madeWith: string[] = [],
): Promise<{ kind: "done"; value: EnsuredDiscount }> {
  const remembered = await inTransaction(async (client) => {
    const { rows } = await client.query<{ discountId: string; isBehind: boolean }>(
      `update groups g
       set discount_id = coalesce(g.discount_id, $2), state = case when g.state = 'planned' then 'live' else g.state end,
           offer_version = case when g.discount_id is null then coalesce($3, g.offer_version) else g.offer_version end,
           refusal = null, refused_at = null
       from templates t
       where g.id = $1 and t.id = g.template_id
       returning g.discount_id as "discountId",
                 t.source = 'described' and g.offer_version < t.offer_version as "isBehind"`,
      [group.id, discountId, carries],
    );
    if (rows[0]?.isBehind) await sendJob(client, "update-groups", { templateId: group.templateId });
    return rows[0]?.discountId ?? discountId;
  });
  return {
    kind: "done",
    value: { discountId: remembered, madeWith: remembered === discountId ? madeWith : [] },
  };
}
