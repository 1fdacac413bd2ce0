import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import type { CodeOutcome } from "#app/platforms/discount-platform.ts";
import { checkGroup } from "./check-group.server.ts";
import { type CollectPace, collectOutcomes, created } from "./collect-outcomes.server.ts";
import { ensureDiscount } from "./ensure-discount.server.ts";
import type { StoreReason } from "./mark-unreachable.server.ts";
import { type OpenBatch, openBatch } from "./open-batch.server.ts";
import { patiently, type Settled } from "./patiently.ts";
import { refuseGroup } from "./refuse-group.server.ts";
import { settleOutcomes } from "./settle-outcomes.server.ts";
import { pauseStore } from "./store-pace.server.ts";
import type { Work } from "./work.ts";

/** How a batch ended for now. */
export type Minted =
  | { kind: "settled"; rejected: number }
  /** The platform refuses this group; other groups go on. */
  | { kind: "blocked" }
  /** Its store's next exchange brings it on. */
  | { kind: "waiting" }
  | { kind: "unreachable"; reason: StoreReason; detail: string }
  | { kind: "gave_up"; detail: string };

/**
 * Brings one batch through: its group's discount, sending, waiting, settling. Every step is written down before
 * or after the call it belongs to, so that after a crash at any point the same function goes on.
 */
export async function mintBatch(
  work: Work,
  batchId: string,
  pace: CollectPace,
  onDiscount: () => void,
): Promise<Minted> {
  let rejected = 0;
  let awaits = false;
  /** Written down first, then asked once more: an answer that came in between would wake nobody. */
  const waitsInVain = async () => {
    if (awaits) return false;
    awaits = true;
    pace.firstWaitSeconds = 0;
    await setAwaits(batchId, awaits);
    return true;
  };
  const goesOn = async () => {
    if (!awaits) return;
    awaits = false;
    await setAwaits(batchId, awaits);
  };
  for (;;) {
    const batch = await openBatch(batchId);
    if (!batch) return { kind: "settled", rejected };
    const isOver = batch.group.state === "ended" || batch.group.state === "deleted";
    const isNotSent = batch.state === "pending" && batch.tries === 0;
    if (isOver || (batch.unwanted && isNotSent) || batch.codes.length === 0) {
      const given = await giveUpCodes(work, batch);
      if (given.kind !== "done") return stopped(given);
      rejected += given.value.rejected;
      continue;
    }
    const discount = await ensureDiscount(work, batch);
    if (discount.kind === "first_code_taken") {
      const { id, storeId } = batch;
      const outcome: CodeOutcome = { code: discount.code, kind: "rejected", detail: "It exists already." };
      await settleOutcomes(work, { id, storeId, discountId: "" }, [outcome]);
      rejected += 1;
      continue;
    }
    if (discount.kind === "refused") {
      await refuseGroup(batch.group.id, discount.detail);
      return { kind: "blocked" };
    }
    if (discount.kind === "waiting" && (await waitsInVain())) continue;
    if (discount.kind !== "done") return stopped(discount);
    onDiscount();
    const { discountId, madeWith } = discount.value;
    if (madeWith.length > 0) {
      // Sent once more it would be said to be taken, and all of the batch read for it.
      const { id, storeId } = batch;
      const outcomes = madeWith.map(created);
      const first = await settleOutcomes(work, { id, storeId, discountId }, outcomes);
      if (first.kind !== "done") return stopped(first);
      continue;
    }

    let { platformRef } = batch;
    if (batch.state === "pending" || !platformRef) {
      const sent = await send(work, batch, discountId);
      if (sent.kind === "refused") {
        // Gone, or full, or something that nobody thought of: what the discount is now decides. A look that finds
        // it working takes earlier refusals back, so this one is remembered after it.
        const checked = await checkGroup(work, batch.group.id);
        await refuseGroup(batch.group.id, sent.detail);
        return checked.kind === "done" ? { kind: "blocked" } : stopped(checked);
      }
      if (sent.kind !== "done") return stopped(sent);
      platformRef = sent.value.platformRef;
      await goesOn();
    }
    const outcomes = await collectOutcomes(work, platformRef, batch.codes, pace);
    if (outcomes.kind === "waiting" && (await waitsInVain())) continue;
    if (outcomes.kind === "refused") {
      await goesOn();
      await sendAgain(batch.id);
      continue;
    }
    if (outcomes.kind !== "done") return stopped(outcomes);
    const { id, storeId } = batch;
    const settled = await settleOutcomes(work, { id, storeId, discountId }, outcomes.value);
    if (settled.kind !== "done") return stopped(settled);
    rejected += settled.value.rejected;
  }
}

function stopped(settled: Exclude<Settled<unknown>, { kind: "done" }>): Minted {
  if (settled.kind === "unreachable") return settled;
  if (settled.kind === "waiting") return { kind: "waiting" };
  return { kind: "gave_up", detail: settled.detail };
}

/** Sends the codes that have no outcome. What a lost call did is found out from the codes of the next. */
async function send(
  work: Work,
  batch: OpenBatch,
  discountId: string,
): Promise<Settled<{ platformRef: string }>> {
  const { pool } = database();
  await pool.query("update batches set tries = tries + 1 where id = $1", [batch.id]);
  const sent = await patiently(
    () => work.platform.submit({ purpose: batch.id, discountId, codes: batch.codes }),
    {
      ...work,
      patienceSeconds: PLATFORM_PATIENCE_SECONDS,
      onLost: async (waitSeconds) => {
        await pool.query("update batches set tries = tries + 1, last_error = $2 where id = $1", [
          batch.id,
          "The answer was lost.",
        ]);
        await pauseStore(batch.storeId, waitSeconds);
      },
    },
  );
  if (sent.kind === "done") {
    await pool.query(
      "update batches set state = 'submitted', platform_ref = $2, submitted_at = statement_timestamp(), last_error = null where id = $1 and state = 'pending'",
      [batch.id, sent.value.platformRef],
    );
  } else {
    await pool.query("update batches set last_error = $2 where id = $1", [batch.id, sent.detail]);
  }
  return sent;
}

async function setAwaits(batchId: string, awaits: boolean): Promise<void> {
  await database().pool.query("update batches set awaits_exchange = $2 where id = $1", [batchId, awaits]);
}

async function sendAgain(batchId: string): Promise<void> {
  await database().pool.query(
    "update batches set state = 'pending', platform_ref = null, last_error = 'The platform does not tell what became of it.' where id = $1 and state <> 'settled'",
    [batchId],
  );
}

/** The group is over, or nobody wants the codes any more: they will never be on the platform. */
async function giveUpCodes(
  work: Work,
  batch: OpenBatch,
): Promise<Settled<{ pending: number; rejected: number }>> {
  const { id, storeId, codes } = batch;
  return await settleOutcomes(
    work,
    { id, storeId, discountId: "" },
    codes.map((code) => ({ code, kind: "rejected", detail: "It is not needed any more." })),
  );
}
