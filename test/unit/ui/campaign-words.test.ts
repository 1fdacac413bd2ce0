import { describe, expect, test } from "vitest";
import type { PreparationLine } from "#app/campaigns/preparation-view.ts";
import { archiveSentence, unassignedCodes } from "#app/ui/archive-words.ts";
import { expectedNeed, preparationWords, preparedPercent, preparedSentence } from "#app/ui/campaign-words.ts";

const LINE: PreparationLine = {
  id: "newsletter-48",
  campaignId: "newsletter",
  campaignName: "Newsletter",
  quantity: 1_000,
  claimed: 0,
  ready: 250,
  pending: 750,
  short: 0,
  by: "2026-11-27T06:00:00.000Z",
  readyAt: "2026-11-26T15:30:00.000Z",
  keptUntil: "2026-11-28T06:00:00.000Z",
  isDue: true,
  status: "preparing",
};
const POOL = { status: "active", type: "dynamic" } as const;

describe("the state of a preparation", () => {
  const label = (line: Partial<PreparationLine>, pool: Parameters<typeof preparationWords>[1] = POOL) =>
    preparationWords({ ...LINE, ...line }, pool).label;

  test("says what is the matter before it says that codes are being made", () => {
    expect(label({})).toBe("Being made");
    expect(label({ isDue: false })).toBe("Waiting for its day");
    expect(label({ isDue: false, short: 1 })).toBe("Limit too low");
    expect(label({ short: 1 }, { ...POOL, type: "static" })).toBe("Too few codes");
    expect(label({ short: 1 }, { ...POOL, status: "unavailable" })).toBe("Stopped");
    expect(label({}, { ...POOL, status: "archived" })).toBe("Stopped");
  });

  test("of one that reserves nothing does not depend on the pool", () => {
    expect(label({ status: "used" }, { ...POOL, status: "archived" })).toBe("Used up");
    expect(label({ status: "over" })).toBe("Over");
    expect(label({ status: "ready" })).toBe("Ready");
  });
});

test("codes that were handed out count as there, and nearly all is not all", () => {
  expect(preparedPercent({ ...LINE, claimed: 100, ready: 400 })).toBe(50);
  expect(preparedPercent({ ...LINE, ready: 999 })).toBe(99);
  expect(preparedPercent({ ...LINE, quantity: 20_000_000, ready: 19_999_999 })).toBe(99);
  expect(preparedSentence(LINE)).toBe("250 of 1,000 codes ready.");
  expect(preparedSentence({ ...LINE, claimed: 100 })).toBe(
    "350 of 1,000 codes ready, 100 of them handed out.",
  );
  expect(preparedSentence({ ...LINE, claimed: 100, ready: 0, status: "over" })).toBe(
    "100 of 1,000 codes handed out.",
  );
});

test("an announced campaign is expected to need what it prepared, else it takes from the buffer", () => {
  const newsletter = { id: "newsletter", name: "Newsletter", type: "broadcast" } as const;
  const pool = { ...POOL, dynamic: { bufferBase: 300 } } as Parameters<typeof expectedNeed>[2];
  const second = { ...LINE, id: "second", quantity: 500, claimed: 100 };
  const over = { ...LINE, id: "over", status: "over" as const };
  expect(expectedNeed(newsletter, [LINE, second, over], pool)).toBe(
    "Expected to need 1,400 codes, as prepared.",
  );
  expect(expectedNeed(newsletter, [], pool)).toMatch(/has not said .* only the 300 codes kept ready/i);
  expect(expectedNeed({ ...newsletter, type: "automation" }, [], pool)).toMatch(/the 300 codes kept ready/);
  expect(expectedNeed(newsletter, [], { ...pool, type: "static", dynamic: null })).toMatch(
    /codes that are left/,
  );
  expect(expectedNeed(newsletter, [LINE], { ...pool, status: "archived" })).toMatch(/no codes/);
});

test("whoever archives a pool reads the names of a few campaigns, and how many more there are", () => {
  const campaigns = ["A", "B", "C", "D", "E"].map((name) => ({
    id: name,
    name,
    type: "automation" as const,
  }));
  expect(archiveSentence(campaigns.slice(0, 1))).toBe("The campaign A uses this pool now.");
  expect(archiveSentence(campaigns.slice(0, 3))).toBe("The campaigns A, B and C use this pool now.");
  expect(archiveSentence(campaigns)).toBe("The campaigns A, B, C and 2 more use this pool now.");
});

test("only codes that we made are ours to delete, those under way included", () => {
  const counts = { available: 300, pending: 50 } as Parameters<typeof unassignedCodes>[0]["counts"];
  expect(unassignedCodes({ type: "dynamic", counts })).toBe(350);
  expect(unassignedCodes({ type: "static", counts })).toBe(0);
});
