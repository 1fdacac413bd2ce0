import { type SettledCode, settleBatch } from "#app/codes/settle-batch.server.ts";
import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { CodeOutcome } from "#app/platforms/discount-platform.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/**
 * Settles codes of a batch by what the platform said of each. A code that exists already is looked up: under our
 * discount it is ours, from a call whose answer was lost; under another it is thrown away and replaced. Codes
 * without an outcome stay pending, to be sent again; how many they are is answered.
 */
export async function settleOutcomes(
  work: Work,
  batch: { id: string; storeId: string; discountId: string },
  outcomes: readonly CodeOutcome[],
): Promise<Settled<{ pending: number; rejected: number }>> {
  const settled: SettledCode[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === "created") {
      settled.push({ code: outcome.code, kind: "created", platformNo: outcome.platformNo });
    } else if (outcome.kind === "rejected" || outcome.kind === "elsewhere") {
      settled.push({ code: outcome.code, kind: "rejected", platformNo: null });
    } else {
      const found = await lookUp(work, batch.discountId, outcome.code);
      if (found.kind !== "done") {
        // What is known is kept; the rest is asked for again.
        await write(batch, settled);
        return found;
      }
      if (found.value) settled.push(found.value);
    }
  }
  return { kind: "done", value: await write(batch, settled) };
}

/** Null: nobody's, though it was said to exist; it is sent again. */
async function lookUp(work: Work, discountId: string, code: string): Promise<Settled<SettledCode | null>> {
  const found = await patiently(() => work.platform.findCode(code), {
    ...work,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  });
  if (found.kind !== "done") return found;
  if (!found.value) return { kind: "done", value: null };
  const isOurs = found.value.discountId === discountId;
  return {
    kind: "done",
    value: {
      code,
      kind: isOurs ? "created" : "rejected",
      platformNo: isOurs ? found.value.platformNo : null,
    },
  };
}

/** One transaction: the codes, the pool's counters and the store's count of codes. */
async function write(
  batch: { id: string; storeId: string },
  codes: readonly SettledCode[],
): Promise<{ pending: number; rejected: number }> {
  return await inTransaction(async (client) => {
    // The pool's row before the group's end is read: whoever moves the end of a group holds its pools' rows.
    await client.query(
      "select from pools where id = (select pool_id from batches where id = $1) for update",
      [batch.id],
    );
    const { rows } = await client.query<{ endsAt: Date | null }>(
      `select g.ends_at as "endsAt" from batches b join groups g on g.id = b.group_id where b.id = $1`,
      [batch.id],
    );
    const { confirmed, wasted, pending, rejected } = await settleBatch(
      client,
      batch.id,
      codes,
      rows[0]?.endsAt ?? null,
    );
    if (confirmed + wasted > 0) {
      await client.query("update store_paces set codes_held = codes_held + $2 where store_id = $1", [
        batch.storeId,
        confirmed + wasted,
      ]);
    }
    if (rejected > 0) {
      await client.query("update batches set doubtful = true where id = $1 and tries > 1", [batch.id]);
    }
    if (pending > 0) {
      await client.query("update batches set state = 'pending', platform_ref = null where id = $1", [
        batch.id,
      ]);
    }
    return { pending, rejected };
  });
}
