import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { ownEnd, shopEditSchema } from "#app/templates/shop-edit.ts";
import { GROUP_TAG, groupTitle } from "./group-title.ts";
import { lockPoolsOfGroup } from "./lock-pools-of-group.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import { patiently } from "./patiently.ts";
import { refuseGroup } from "./refuse-group.server.ts";
import { setGroupEnd } from "./set-group-end.server.ts";
import type { Work } from "./work.ts";

interface StaleGroup extends Record<string, unknown> {
  id: string;
  templateId: string;
  storeId: string;
  discountId: string;
  endsAt: Date | null;
  ownEndsAt: Date | null;
  followsOffer: boolean;
  shopEdit: unknown;
  templateName: string;
  timeZone: string;
  offer: unknown;
  offerVersion: number;
}

/**
 * Carries an edit of a template to every live group, one by one; every group remembers the version that it
 * carries, so a job that died goes on where it stopped, and an edit meanwhile is carried too. What the platform
 * refuses is remembered with its sentence and does not hold up the others. Throws when it does not answer.
 */
export async function updateGroups(request: Work & { templateId: string }): Promise<void> {
  await tryRefusedAgain(request.templateId);
  const refused: string[] = [];
  const waiting: string[] = [];
  for (;;) {
    const group = await staleGroup(request.templateId, [...refused, ...waiting]);
    if (!group) return;
    const { id, discountId, templateName, timeZone, storeId } = group;
    const offer = offerSchema.parse(group.offer);
    const endsAt = endOf(group, offer.endsAt);
    const kept = keptEnd(group);
    const title = groupTitle({ id, templateName, endsAt, timeZone });
    const told = await patiently(
      () =>
        request.platform.updateDiscount({
          discountId,
          templateId: request.templateId,
          groupId: id,
          offerVersion: group.offerVersion,
          title,
          tag: GROUP_TAG,
          offer,
          endsAt: kept === undefined ? (endsAt?.toISOString() ?? null) : kept,
        }),
      { ...request, patienceSeconds: PLATFORM_PATIENCE_SECONDS },
    );
    if (told.kind === "unreachable") {
      await markUnreachable(storeId, told.reason);
      return;
    }
    // Its result sends this job again.
    if (told.kind === "waiting") {
      waiting.push(id);
      continue;
    }
    if (told.kind === "gave_up") throw new Error(`The platform does not answer: ${told.detail}`);
    if (told.kind === "refused") {
      await refuseGroup(id, told.detail);
      refused.push(id);
    } else {
      await remember(group, title, endsAt);
    }
  }
}

function endOf(group: StaleGroup, offerEndsAt: string | null): Date | null {
  if (!group.followsOffer) return ownEnd(group);
  return offerEndsAt === null ? null : new Date(offerEndsAt);
}

/** A later end that somebody gave it in the shop, and that the merchant wants to stay. Undefined: there is none. */
function keptEnd({ followsOffer, shopEdit }: StaleGroup): string | null | undefined {
  const edit = shopEditSchema.safeParse(shopEdit);
  if (!edit.success || !edit.data.kept || edit.data.end === null || followsOffer) return undefined;
  return edit.data.endsAt;
}

/** Groups whose discount was refused before there was one: the edit may be what the platform asked for. */
async function tryRefusedAgain(templateId: string): Promise<void> {
  await inTransaction(async (client) => {
    const { rows } = await client.query<{ storeId: string }>(
      `update groups set refusal = null, refused_at = null
       where template_id = $1 and state = 'planned' and refusal is not null
       returning store_id as "storeId"`,
      [templateId],
    );
    for (const storeId of new Set(rows.map((row) => row.storeId))) {
      await sendJob(client, "mint-store", { storeId });
    }
  });
}

async function staleGroup(templateId: string, refused: readonly string[]): Promise<StaleGroup | undefined> {
  const { rows } = await database().pool.query<StaleGroup>(
    `select g.id, g.template_id as "templateId", g.store_id as "storeId", g.discount_id as "discountId", g.ends_at as "endsAt",
            g.own_ends_at as "ownEndsAt", g.follows_offer as "followsOffer", g.shop_edit as "shopEdit", t.name as "templateName", s.time_zone as "timeZone", t.offer,
            t.offer_version as "offerVersion"
     from groups g
     join templates t on t.id = g.template_id
     join stores s on s.id = g.store_id
     where t.id = $1 and t.source = 'described' and g.state = 'live' and g.discount_id is not null
       and g.offer_version < t.offer_version and g.id <> all ($2::text[])
     order by g.ends_at nulls first, g.id
     limit 1`,
    [templateId, refused],
  );
  return rows[0];
}

async function remember(group: StaleGroup, title: string, endsAt: Date | null): Promise<void> {
  await inTransaction(async (client) => {
    await lockPoolsOfGroup(client, group.id);
    await client.query(
      `update groups
       set offer_version = greatest(offer_version, $2), title = $3, own_ends_at = null, refusal = null,
           refused_at = null, shop_edit = case when $4 then shop_edit end
       where id = $1`,
      [group.id, group.offerVersion, title, keptEnd(group) !== undefined],
    );
    if (endsAt?.getTime() !== group.endsAt?.getTime()) await setGroupEnd(client, group, endsAt);
  });
}

/** How far an edit of a template has come. */
export interface UpdateProgress {
  groups: number;
  updated: number;
  /** What the platform said against the groups that it refused. */
  refusals: { title: string; sentence: string }[];
}

/** How far the last edit of a template has come in its live groups. */
export async function updateProgress(templateId: string): Promise<UpdateProgress> {
  const { rows } = await database().pool.query<{ title: string; isCurrent: boolean; refusal: string | null }>(
    `select g.title, g.offer_version >= t.offer_version as "isCurrent", g.refusal
     from groups g join templates t on t.id = g.template_id
     where t.id = $1 and g.state = 'live' and g.discount_id is not null
     order by g.ends_at nulls first`,
    [templateId],
  );
  return {
    groups: rows.length,
    updated: rows.filter(({ isCurrent }) => isCurrent).length,
    refusals: rows.flatMap(({ title, isCurrent, refusal }) =>
      !isCurrent && refusal ? [{ title, sentence: refusal }] : [],
    ),
  };
}
