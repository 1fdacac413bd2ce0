import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import type { CodeOutcome, DiscountSummary } from "#app/platforms/discount-platform.ts";
import { checkGroup } from "./check-group.server.ts";
import { collectOutcomes } from "./collect-outcomes.server.ts";
import { ensureDiscount } from "./ensure-discount.server.ts";
import { findOwners } from "./find-owners.server.ts";
import { judgeCode } from "./judge-code.server.ts";
import type { OpenCreation } from "./open-creation.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import { settleCreation } from "./settle-creation.server.ts";
import { pauseStore } from "./store-pace.server.ts";
import type { Work } from "./work.ts";

/** How a step of a creation ended; `refused`: the discount cannot be made, or takes no codes. */
export type SentCodes = Settled<null>;

/** Seconds before the first look at a batch. */
const FIRST_LOOK_SECONDS = 0.5;

/** Brings the batch under way one step further: its discount, or sending it, waiting for it and settling it. */
export async function sendCreation(work: Work, creation: OpenCreation): Promise<SentCodes> {
  if (!creation.group.discountId) return await makeDiscount(work, creation);
  let { platformRef } = creation;
  if (!platformRef) {
    const sent = await send(work, creation, creation.group.discountId);
    if (sent.kind === "refused") {
      // Gone, or ended, or full: what the discount is now is remembered for the template.
      const checked = await checkGroup(work, creation.group.id);
      return checked.kind === "done" ? sent : checked;
    }
    if (sent.kind !== "done") return sent;
    platformRef = sent.value.platformRef;
  }
  const codes = creation.codes.map(({ code }) => code);
  const pace = { firstWaitSeconds: FIRST_LOOK_SECONDS };
  const outcomes = await collectOutcomes(work, platformRef, codes, pace);
  if (outcomes.kind === "refused") {
    await database().pool.query(
      "update creations set platform_ref = null where id = $1 and platform_ref = $2",
      [creation.id, platformRef],
    );
    return { kind: "done", value: null };
  }
  if (outcomes.kind !== "done") return outcomes;
  // By now it was sent at least once.
  const tries = Math.max(1, await triesOf(creation));
  return await settleCreation(work, { ...creation, tries }, outcomes.value);
}

/**
 * A discount is made with a code of its own. It is made with the first that the shop does not know, and not at all
 * while the shop knows every one: those need none.
 */
async function makeDiscount(work: Work, creation: OpenCreation): Promise<SentCodes> {
  const known: CodeOutcome[] = [];
  const seen = new Map<string, DiscountSummary | null>();
  const codes = creation.codes.map(({ code }) => code);
  const { codesPerLook } = work.platform;
  for (let from = 0; from < codes.length && known.length === from; from += codesPerLook) {
    const { owners, stopped } = await findOwners(work, {
      purpose: `${creation.id}:${creation.step}:first:${from}`,
      codes: codes.slice(from, from + codesPerLook),
      notBefore: creation.createdAt,
    });
    if (stopped) return stopped;
    for (const [code, owner] of owners) {
      const judged = await judgeCode(work, owner, seen);
      if (judged.kind !== "done") return judged;
      const { discount } = judged.value;
      // Under our own title: the discount was made, and the answer was lost.
      if (!discount || discount.title === creation.group.title) break;
      known.push({ code, kind: "taken" });
    }
  }
  if (known.length > 0) return await settleCreation(work, creation, known);
  const { group } = creation;
  const made = await ensureDiscount(work, { group, codes: creation.codes.map(({ code }) => code) });
  if (made.kind === "first_code_taken") {
    return await settleCreation(work, creation, [{ code: made.code, kind: "taken" }]);
  }
  return made.kind === "done" ? { kind: "done", value: null } : made;
}

/** Sends the codes that have no outcome. What a lost call did is found out from the codes of the next. */
async function send(
  work: Work,
  creation: OpenCreation,
  discountId: string,
): Promise<Settled<{ platformRef: string }>> {
  const { pool } = database();
  const { id, step, storeId } = creation;
  const countTry = async () =>
    await pool.query(
      "update creations set tries = tries + 1, touched_at = statement_timestamp() where id = $1 and step = $2",
      [id, step],
    );
  await countTry();
  const codes = creation.codes.map(({ code }) => code);
  const sent = await patiently(() => work.platform.submit({ purpose: `${id}:${step}`, discountId, codes }), {
    ...work,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
    onLost: async (waitSeconds) => {
      await countTry();
      await pauseStore(storeId, waitSeconds);
    },
  });
  if (sent.kind === "done") {
    await pool.query("update creations set platform_ref = $3 where id = $1 and step = $2", [
      id,
      step,
      sent.value.platformRef,
    ]);
  }
  return sent;
}

async function triesOf({ id, tries }: OpenCreation): Promise<number> {
  const { rows } = await database().pool.query<{ tries: number }>(
    "select tries from creations where id = $1",
    [id],
  );
  return rows[0]?.tries ?? tries;
}
