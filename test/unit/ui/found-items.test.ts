import { expect, test } from "vitest";
import type { ClaimLine } from "#app/claims/claim-line.ts";
import { itemsOfCode } from "#app/ui/found-items.ts";

const line: ClaimLine = {
  key: "msg-1",
  poolId: "pool_1",
  poolName: "Welcome",
  outcome: "assigned",
  codeId: 7,
  code: "SAVE-7",
  codeState: "quarantined",
  campaignId: "welcome",
  campaignType: "automation",
  claimedAt: "2026-11-24T09:00:00.000Z",
  expiresAt: null,
  releasedAt: null,
  fileName: "codes.csv",
  batchId: null,
  orders: null,
  anotherFor: null,
  others: null,
};
const found = {
  id: 7,
  code: "SAVE-7",
  state: "quarantined",
  poolId: "pool_1",
  poolName: "Welcome",
  fileName: "codes.csv",
  batchId: null,
  assignedAt: null,
  expiresAt: null,
  returnsAt: null,
  orders: [],
  claims: [] as ClaimLine[],
};

test("a code that nobody got is found by itself", () => {
  expect(itemsOfCode(found)).toMatchObject([{ state: "quarantined", message: null, nobody: "ever" }]);
});

test("a code that somebody holds is found with its messages alone", () => {
  expect(itemsOfCode({ ...found, claims: [line] })).toMatchObject([{ message: { key: "msg-1" } }]);
});

test("a code that everybody gave back is found by itself too, since it is ready again or can be marked void", () => {
  const claims = [{ ...line, releasedAt: "2026-11-24T10:00:00.000Z" }];
  expect(itemsOfCode({ ...found, claims })).toMatchObject([
    { codeId: 7, state: "quarantined", message: null, nobody: "any more" },
    { state: "released", message: { key: "msg-1" } },
  ]);
});
