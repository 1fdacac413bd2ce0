import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import type { CodeOwner } from "#app/platforms/discount-platform.ts";
import { patiently, type Settled } from "./patiently.ts";
import type { Work } from "./work.ts";

/** What a look at codes has found so far, and why it went no further; null: it is complete. */
export interface OwnersFound {
  /** By the code. Null: nobody's; `refused`: the platform takes it for no code at all. */
  owners: Map<string, CodeOwner | "refused" | null>;
  stopped: Exclude<Settled<never>, { kind: "done" }> | null;
}

/**
 * Looks up whose codes are, as many at a time as the platform takes. `purpose` names the look: a store that is asked
 * by its exchange is asked once for it, and what it found is read when the same look is taken again.
 */
export async function findOwners(
  work: Work,
  look: { purpose: string; codes: readonly string[]; notBefore: Date },
): Promise<OwnersFound> {
  const { purpose, codes, notBefore } = look;
  const { platform } = work;
  const patience = { ...work, patienceSeconds: PLATFORM_PATIENCE_SECONDS };
  const owners: OwnersFound["owners"] = new Map();
  for (let from = 0; from < codes.length; from += platform.codesPerLook) {
    const some = codes.slice(from, from + platform.codesPerLook);
    const asked = { purpose: `${purpose}:${from}`, codes: some, notBefore };
    const settled = await patiently(() => platform.findCodes(asked), patience);
    if (settled.kind === "done") {
      for (const code of settled.value.looked) owners.set(code, settled.value.owners.get(code) ?? null);
    } else if (settled.kind === "refused" && platform.codesPerLook === 1) {
      // Of a platform that is asked for many at a time it is the look that was refused, not a code.
      for (const code of some) owners.set(code, "refused");
    } else return { owners, stopped: settled };
  }
  return { owners, stopped: null };
}
