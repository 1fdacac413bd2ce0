import { moveCodes } from "#app/codes/move-codes.server.ts";
import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { offerSchema } from "#app/platforms/offer.ts";
import { findGroup, isUntouched } from "./ensure-group.server.ts";
import { GROUP_TAG, groupTitle } from "./group-title.ts";
import { lockPoolsOfGroup } from "./lock-pools-of-group.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import { refuseGroup } from "./refuse-group.server.ts";
import type { Work } from "./work.ts";

interface MovedGroup extends Record<string, unknown> {
  id: string;
  templateId: string;
  templateName: string;
  timeZone: string;
  discountId: string;
  title: string;
  endsAt: Date;
  movesTo: Date;
  offer: unknown;
  offerVersion: number;
}

/**
 * Moves the end of a group of which no code was ever assigned: its ready codes last another day instead of being
 * deleted and made again. The platform first: a code that somebody gets meanwhile then works longer than it says,
 * never shorter; the end is moved back in that case.
 */
export async function moveGroup(work: Work, groupId: string): Promise<Settled<"moved" | "kept">> {
  // Another end would switch it on again, over the head of whoever switched it off.
  await database().pool.query(
    "update groups set moves_to = null where id = $1 and platform_status = 'inactive'",
    [groupId],
  );
  const group = await groupToMove(groupId);
  if (!group) return { kind: "done", value: "kept" };
  const { pool } = database();
  if (await isUntouched(pool, groupId)) {
    const { id, templateName, movesTo, timeZone } = group;
    const title = groupTitle({ id, templateName, endsAt: movesTo, timeZone });
    const told = await update(work, group, title, movesTo);
    if (told.kind === "refused") {
      await refuseGroup(groupId, told.detail);
      return { kind: "done", value: "kept" };
    }
    if (told.kind !== "done") return told;
    if (await moveRows(group, title)) return { kind: "done", value: "moved" };
  }
  // Somebody got a code before its end was moved: it works as long as it says, on the platform too.
  const back = await update(work, group, group.title, group.endsAt);
  if (back.kind !== "done") return back;
  await pool.query("update groups set moves_to = null where id = $1", [groupId]);
  return { kind: "done", value: "kept" };
}

async function groupToMove(groupId: string): Promise<MovedGroup | undefined> {
  const { rows } = await database().pool.query<MovedGroup>(
    `select g.id, g.template_id as "templateId", t.name as "templateName", s.time_zone as "timeZone",
            g.discount_id as "discountId", g.title, g.ends_at as "endsAt", g.moves_to as "movesTo", t.offer,
            t.offer_version as "offerVersion"
     from groups g
     join templates t on t.id = g.template_id
     join stores s on s.id = g.store_id
     where g.id = $1 and g.state = 'live' and g.moves_to is not null and g.ends_at is not null
       and g.discount_id is not null and not g.follows_offer`,
    [groupId],
  );
  return rows[0];
}

function update(work: Work, group: MovedGroup, title: string, endsAt: Date): Promise<Settled<null>> {
  const { id, templateId, offerVersion, discountId } = group;
  const offer = offerSchema.parse(group.offer);
  return patiently(
    () =>
      work.platform.updateDiscount({
        discountId,
        templateId,
        groupId: id,
        offerVersion,
        title,
        tag: GROUP_TAG,
        offer,
        endsAt: endsAt.toISOString(),
      }),
    { ...work, patienceSeconds: PLATFORM_PATIENCE_SECONDS },
  );
}

/** False when a code was assigned meanwhile, or another group has that end by now. */
async function moveRows(group: MovedGroup, title: string): Promise<boolean> {
  return await inTransaction(async (client) => {
    await lockPoolsOfGroup(client, group.id);
    if (!(await isUntouched(client, group.id))) return false;
    if (await findGroup(client, group.templateId, group.movesTo)) return false;
    await client.query("update groups set ends_at = $2, title = $3, moves_to = null where id = $1", [
      group.id,
      group.movesTo,
      title,
    ]);
    await moveCodes(client, group.id, group.movesTo);
    return true;
  });
}
