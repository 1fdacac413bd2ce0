import { inTransaction } from "#app/db/in-transaction.server.ts";
import { loadSql } from "#app/db/load-sql.server.ts";
import type { CodeOutcome, CodeOwner, DiscountSummary } from "#app/platforms/discount-platform.ts";
import type { RefusedWhy } from "#app/pools/refused-codes.ts";
import { findOwners } from "./find-owners.server.ts";
import { judgeCode } from "./judge-code.server.ts";
import type { OpenCreation } from "./open-creation.server.ts";
import type { Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

const SETTLE = loadSql("replenishment/settle-creation.sql");

/** What became of one code of a creation. */
interface Told {
  id: number;
  kind: "created" | "already" | "refused";
  why: RefusedWhy | null;
  detail: string | null;
}

/** After so many sendings a code that is said to exist and cannot be found is given up. */
const TRIES_MAX = 5;

/**
 * Settles codes of a creation by what the platform said of each. One that exists already is looked up: if the
 * checkout takes it, whoever made it, it is fine; if not, it is listed. Codes without an outcome are sent again.
 */
export async function settleCreation(
  work: Work,
  creation: OpenCreation,
  outcomes: readonly CodeOutcome[],
): Promise<Settled<null>> {
  const ids = new Map(creation.codes.map(({ id, code }) => [code, id]));
  const seen = new Map<string, DiscountSummary | null>();
  const known = outcomes.filter(({ kind }) => kind === "taken" || kind === "elsewhere");
  const { owners, stopped } = await findOwners(work, {
    purpose: `${creation.id}:${creation.step}:${creation.tries}`,
    codes: known.map(({ code }) => code),
    notBefore: creation.createdAt,
  });
  // The answer comes by an exchange; until then the batch stays as it is.
  if (stopped?.kind === "waiting") return stopped;
  const told: Told[] = [];
  for (const outcome of outcomes) {
    const id = ids.get(outcome.code);
    if (id === undefined) continue;
    if (outcome.kind === "created") {
      told.push({ id, kind: "created", why: null, detail: null });
    } else if (outcome.kind === "rejected") {
      told.push({ id, kind: "refused", why: "invalid", detail: outcome.detail });
    } else {
      const owner = owners.get(outcome.code);
      if (owner === undefined) continue;
      const found = await judgeTaken(work, creation, { id, code: outcome.code, owner }, seen);
      if (found.kind !== "done") {
        // What is known is kept; the rest is asked for again.
        await write(creation, told);
        return found;
      }
      if (found.value) told.push(found.value);
    }
  }
  await write(creation, told);
  return stopped ?? { kind: "done", value: null };
}

/** Null: nobody's, though it was said to exist; it is sent again. */
async function judgeTaken(
  work: Work,
  creation: OpenCreation,
  { id, code, owner }: { id: number; code: string; owner: CodeOwner | "refused" | null },
  seen: Map<string, DiscountSummary | null>,
): Promise<Settled<Told | null>> {
  const judged = await judgeCode(work, owner, seen);
  if (judged.kind !== "done") return judged;
  const { discount, refused } = judged.value;
  if (refused === "invalid") {
    return { kind: "done", value: { id, kind: "refused", why: "invalid", detail: null } };
  }
  if (!discount) {
    if (creation.tries < TRIES_MAX) return { kind: "done", value: null };
    const detail = "The shop says that it exists, and does not find it.";
    return { kind: "done", value: { id, kind: "refused", why: "not_in_shop", detail } };
  }
  if (discount.id === creation.group.discountId && isFromEarlierTry(creation, code)) {
    return { kind: "done", value: { id, kind: "created", why: null, detail: null } };
  }
  return {
    kind: "done",
    value: {
      id,
      kind: refused ? "refused" : "already",
      why: refused,
      detail: refused ? discount.title : null,
    },
  };
}

/** Under our discount it is from a call whose answer was lost, or the code with which the discount was made. */
function isFromEarlierTry({ tries, created, group, codes }: OpenCreation, code: string): boolean {
  return tries > 1 || (created === 0 && group.source === "described" && code === codes[0]?.code);
}

/** Another process that was faster has counted these codes: then nothing is written. */
async function write(creation: OpenCreation, told: readonly Told[]): Promise<void> {
  const settled = new Set(told.map(({ id }) => id));
  const open = creation.codes.filter(({ id }) => !settled.has(id)).map(({ id }) => id);
  await inTransaction(async (client) => {
    const { rowCount } = await client.query(
      `select from creations where id = $1 and step = $2 and state in ('running', 'cancelling') for update`,
      [creation.id, creation.step],
    );
    if (rowCount === 0) return;
    await client.query(SETTLE, [
      creation.id,
      told.map(({ id }) => id),
      told.map(({ kind }) => kind),
      told.map(({ why }) => why),
      told.map(({ detail }) => detail),
      open,
    ]);
  });
}
