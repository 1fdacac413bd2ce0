import type { ClaimLine } from "./claim-line.ts";
import { type ClaimMatch, matchOfLine } from "./claim-match.ts";
import { findCode } from "./find-code.server.ts";
import { findContact } from "./find-contact.server.ts";
import { findKey } from "./find-key.server.ts";
import { linesOfPage, partOfPage } from "./found-part.ts";

/** What is looked for: a code of the account, or a contact or key of one of its pools. */
export type Question = { by: "code" | "contact" | "key"; asked: string };

/** A match, the pool in which it was found, and the codes that its contact has in place of it or had before. */
export interface PoolMatch extends ClaimMatch, Pick<ClaimLine, "anotherFor" | "others"> {
  pool: { id: string; name: string };
}

/** What was found, the newest first, and whether there are older ones that are left out. */
export interface FoundMatches {
  matches: PoolMatch[];
  hasOlder: boolean;
}

const NEWEST = partOfPage(1);

/** "Who got this code?", and the same from a contact or a key. Empty: nothing was found. */
export async function findMatches(request: {
  accountId: string;
  pool: { id: string; name: string };
  question: Question;
}): Promise<FoundMatches> {
  const { accountId, question } = request;
  const { id, name } = request.pool;
  switch (question.by) {
    case "code":
      return await ofCode(accountId, question.asked);
    case "contact": {
      const lines = await findContact({ accountId, poolId: id, contact: question.asked, part: NEWEST });
      return matchesOf(lines, { id, name });
    }
    case "key": {
      // Not what the key was answered: its code may be redeemed or void by now.
      const lines = await findKey({ accountId, poolId: id, key: question.asked, part: NEWEST });
      return matchesOf(lines, { id, name });
    }
    default:
      throw new Error(`An unknown question: ${question.by satisfies never}`);
  }
}

async function ofCode(accountId: string, asked: string): Promise<FoundMatches> {
  const found = await findCode({ accountId, code: asked, part: NEWEST });
  if (!found) return { matches: [], hasOlder: false };
  const { code, state, assignedAt, expiresAt } = found;
  const pool = { id: found.poolId, name: found.poolName };
  if (found.claims.length > 0) return matchesOf(found.claims, pool);
  const nobody = { key: null, campaign: null, anotherFor: null, others: null };
  return { matches: [{ ...nobody, code, assignedAt, expiresAt, state, pool }], hasOlder: false };
}

function matchesOf(found: ClaimLine[], pool: PoolMatch["pool"]): FoundMatches {
  const { lines, hasOlder } = linesOfPage(found);
  const matches = lines.map((line) => ({
    ...matchOfLine(line),
    anotherFor: line.anotherFor,
    others: line.others,
    pool,
  }));
  return { matches, hasOlder };
}
