import { expect } from "vitest";
import { findWrongCounts } from "#app/health/find-wrong-counts.server.ts";

/** The rule that holds at every commit: a pool's kept counts are what its rows say, and its cursor hides nothing. */
export async function expectCountsEqualRows(poolId: string): Promise<void> {
  expect(await findWrongCounts(poolId)).toEqual([]);
}
