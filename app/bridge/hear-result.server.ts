import { forgetExpiries, giveBackExpiries } from "#app/codes/code-expiries.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import type { Queryable } from "#app/db/queryable.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { endInstruction } from "#app/platforms/magento/end-instruction.server.ts";
import type { BridgeResult } from "#app/platforms/magento/exchange-messages.ts";
import { findInstruction } from "#app/platforms/magento/find-instruction.server.ts";
import { instruct } from "#app/platforms/magento/instruct.server.ts";
import { concernOf } from "#app/platforms/magento/purposes.ts";
import { resumeBatches } from "#app/replenishment/resume-batches.server.ts";
import { resumeGroup } from "#app/replenishment/resume-group.server.ts";

/** What the module says of a rule that is gone, or changed, without our having heard of it: pools still give its codes. */
const RULE_IS_ANOTHER: ReadonlySet<unknown> = new Set(["rule_missing", "rule_unfit"]);

/**
 * Keeps what became of an instruction and wakes whoever waits for it, in one transaction. A repeated result, and one
 * of an instruction that nobody knows any more, change nothing.
 */
export async function hearResult(storeId: string, result: BridgeResult): Promise<void> {
  const instruction = await findInstruction(database().pool, storeId, result.instruction);
  if (!instruction || !["waiting", "given"].includes(instruction.state)) return;
  await inTransaction(async (client) => {
    await endInstruction(client, storeId, result);
    if (instruction.kind === "codes.expire") {
      if (result.outcome === "done") await forgetExpiries(client, instruction.id);
      else await giveBackExpiries(client, instruction.id);
    }
    if (RULE_IS_ANOTHER.has(result.data.reason)) {
      await instruct(client, { storeId, kind: "rules.report", purpose: "rules", data: {} });
    }
    await wake(client, storeId, instruction.purpose);
  });
}

async function wake(client: Queryable, storeId: string, purpose: string): Promise<void> {
  const concern = concernOf(purpose);
  switch (concern.kind) {
    case "batch":
      return await resumeBatches(client, { storeId, batchId: concern.id });
    case "creation":
      return await sendJob(client, "create-codes", { creationId: concern.id });
    case "group":
      return await resumeGroup(client, { storeId, groupId: concern.id });
    case "pool":
      return await sendJob(client, "check-pool", { poolId: concern.id, storeId });
    case "template":
      return await sendJob(client, "update-groups", { templateId: concern.id });
    case "nobody":
      return;
    default:
      throw new Error(`Nobody knows whom this concerns: ${concern satisfies never}`);
  }
}
