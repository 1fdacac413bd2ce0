import { database } from "#app/db/database.server.ts";
import { codesStop } from "./codes-stop.server.ts";
import { type CreationEnd, endCreation } from "./end-creation.server.ts";
import { markUnreachable } from "./mark-unreachable.server.ts";
import { nextCodes, type OpenCreation, openCreation } from "./open-creation.server.ts";
import { type SentCodes, sendCreation } from "./send-creation.server.ts";
import { storeFill } from "./store-fill.ts";
import { ensurePace } from "./store-pace.server.ts";
import type { Work } from "./work.ts";

/** How the work ended for now. `over`: there is nothing left to do; `waiting`: for the store. */
export type CreatedCodes = { kind: "over" | "waiting" | "stopped" };

/**
 * Brings a static pool's unassigned codes into its shop under a template's discount, batch by batch, those first that
 * are assigned next. Every step is written down before or after the call it belongs to: after a crash at any point
 * the same function goes on, and two processes that do it at once count nothing twice. Throws when the platform does
 * not answer: the job is tried again.
 */
export async function createCodes(work: Work & { creationId: string }): Promise<CreatedCodes> {
  for (;;) {
    if (work.signal.aborted) return { kind: "stopped" };
    const creation = await openCreation(work.creationId);
    if (!creation) return { kind: "over" };
    await ensurePace(creation.storeId);
    const end = await endOf(creation);
    if (end) {
      await endCreation(creation, end);
      continue;
    }
    if (creation.codes.length === 0) continue;
    const sent = await sendCreation(work, creation);
    if (sent.kind === "refused") await endCreation(creation, { kind: "failed", trouble: sent.detail });
    else if (sent.kind === "gave_up" && work.signal.aborted) return { kind: "stopped" };
    // Its result sends the job again.
    else if (sent.kind === "waiting") return { kind: "waiting" };
    else if (sent.kind !== "done") return await wait(creation, sent);
  }
}

/** Whether it is over; with no batch under way the next one is taken, if there is one. */
async function endOf(creation: OpenCreation): Promise<CreationEnd | null> {
  const { isCancelled, tries, codes, group } = creation;
  // What was sent is waited for: it will be in the shop, and has to be counted.
  if (isCancelled && (tries === 0 || codes.length === 0)) return { kind: "cancelled" };
  if (group.state === "ended") return { kind: "failed", trouble: "The discount of the template has ended." };
  if (group.state === "deleted") {
    return { kind: "failed", trouble: "The discount of the template was deleted in the store." };
  }
  if (storeFill(creation.codesHeld + codes.length, codesStop(creation.platform)) === "full") {
    return {
      kind: "failed",
      trouble:
        "The store holds nearly as many discount codes as Shopify allows. Delete discounts there first.",
    };
  }
  if (codes.length > 0 || (await nextCodes(creation))) return null;
  return { kind: "finished" };
}

async function wait(
  creation: OpenCreation,
  sent: Extract<SentCodes, { kind: "unreachable" | "gave_up" }>,
): Promise<CreatedCodes> {
  if (sent.kind === "gave_up") {
    await noteTrouble(creation, "The store does not answer at the moment.");
    throw new Error(`The platform does not answer: ${sent.detail}`);
  }
  await markUnreachable(creation.storeId, sent.reason);
  if (creation.isCancelled) await endCreation(creation, { kind: "cancelled" });
  else await noteTrouble(creation, sent.reason);
  return { kind: "waiting" };
}

async function noteTrouble({ id }: OpenCreation, trouble: string): Promise<void> {
  await database().pool.query(
    "update creations set trouble = $2 where id = $1 and state in ('running', 'cancelling')",
    [id, trouble],
  );
}
