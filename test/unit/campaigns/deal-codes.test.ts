import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterClaims, campaignBounds, dealCodes, type PreparationInLine } from "#app/campaigns/deal-codes.ts";
import { preparationProgress } from "#app/campaigns/preparation-view.ts";

const preparation = (id: string, quantity: number, more: Partial<PreparationInLine> = {}) => ({
  id,
  campaignId: id,
  quantity,
  claimed: 0,
  secured: 0,
  isDue: true,
  ...more,
});
const pool = { available: 0, arrived: 0, base: 0, room: null };

describe("ready codes", () => {
  test("beyond the buffer of the others are set aside, for the first in line first", () => {
    const line = [preparation("a", 100), preparation("b", 50)];
    expect(dealCodes(line, { ...pool, available: 140, base: 20 })).toEqual({
      shares: [
        { id: "a", campaignId: "a", open: 100, ready: 100 },
        { id: "b", campaignId: "b", open: 50, ready: 20 },
      ],
      free: 20,
      room: null,
    });
  });

  test("that arrive are shared half and half while the others' buffer is not full", () => {
    const line = [preparation("a", 1_000, { secured: 300 })];
    const dealt = dealCodes(line, { ...pool, available: 550, arrived: 250, base: 500 });
    expect(dealt).toMatchObject({ shares: [{ ready: 425 }], free: 125 });
    // Not for one whose codes would be thrown away before it needs them.
    const later = [preparation("a", 1_000, { secured: 300, isDue: false })];
    expect(dealCodes(later, { ...pool, available: 550, arrived: 250, base: 500 })).toMatchObject({
      shares: [{ ready: 300 }],
      free: 250,
    });
  });

  test("that were set aside stay so, whoever comes before; lost ones are lost by the last in line", () => {
    const line = [preparation("early", 50), preparation("late", 60, { secured: 60 })];
    expect(dealCodes(line, { ...pool, available: 70 })).toMatchObject({
      shares: [{ ready: 10 }, { ready: 60 }],
      free: 0,
    });
    const both = [preparation("early", 50, { secured: 50 }), preparation("late", 60, { secured: 60 })];
    expect(dealCodes(both, { ...pool, available: 70 })).toMatchObject({
      shares: [{ ready: 50 }, { ready: 20 }],
    });
  });

  test("are promised no more than the pool may assign", () => {
    const line = [preparation("a", 100), preparation("b", 50)];
    expect(dealCodes(line, { ...pool, available: 30, room: 120 })).toMatchObject({
      shares: [
        { open: 100, ready: 30 },
        { open: 20, ready: 0 },
      ],
      room: 0,
    });
  });

  test("are each dealt once, and dealing again changes nothing", () => {
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 50 }),
        claimed: fc.nat(20),
        secured: fc.nat(60),
        isDue: fc.boolean(),
      }),
      { maxLength: 5 },
    );
    const pools = fc.record({
      available: fc.nat(150),
      arrived: fc.nat(60),
      base: fc.nat(40),
      room: fc.option(fc.nat(150)),
    });
    fc.assert(
      fc.property(lines, pools, (line, stock) => {
        const asked = line
          .filter(({ quantity, claimed }) => quantity > claimed)
          .map((more, index) => preparation(`p${index}`, more.quantity, more));
        const { shares, free, room } = dealCodes(asked, stock);
        const ready = shares.reduce((sum, share) => sum + share.ready, 0);
        const open = shares.reduce((sum, share) => sum + share.open, 0);
        expect(ready + free).toBe(Math.min(stock.available, stock.room ?? stock.available));
        if (stock.room !== null) expect(open + (room ?? 0)).toBe(stock.room);
        expect(shares.every((share) => share.ready >= 0 && share.ready <= share.open)).toBe(true);
        const dealt = asked.map((one, place) => ({
          ...one,
          secured: one.claimed + (shares[place]?.ready ?? 0),
        }));
        expect(dealCodes(dealt, { ...stock, arrived: 0 })).toEqual({ shares, free, room });
      }),
    );
  });
});

describe("a campaign", () => {
  const allotment = {
    shares: [
      { id: "a", campaignId: "news", open: 5, ready: 0 },
      { id: "b", campaignId: "news", open: 4, ready: 3 },
      { id: "c", campaignId: "other", open: 9, ready: 9 },
    ],
    free: 4,
    room: 2,
  };

  test("may take what is set aside for it and what is free, and nothing that the limit leaves for others", () => {
    expect(campaignBounds(allotment, "news")).toEqual({ take: 7, within: 11 });
    expect(campaignBounds(allotment, "other")).toEqual({ take: 11, within: 11 });
    expect(campaignBounds(allotment, "welcome")).toEqual({ take: 2, within: 2 });
    expect(campaignBounds({ ...allotment, room: null }, "welcome")).toEqual({ take: 4, within: null });
  });

  test("counts what was set aside for it first, then what it took beyond", () => {
    const after = afterClaims(allotment, "news", 5);
    expect(after.counts).toEqual(
      new Map([
        ["b", 3],
        ["a", 2],
      ]),
    );
    expect(after.allotment).toMatchObject({
      shares: [{ open: 3 }, { open: 1, ready: 0 }, { open: 9, ready: 9 }],
      free: 2,
      room: 2,
    });
    expect(afterClaims(allotment, "welcome", 2)).toEqual({
      allotment: { ...allotment, free: 2, room: 0 },
      counts: new Map(),
    });
  });
});

test("a preparation knows what is to come before its last code, and when it is used up or over", () => {
  const shares = [
    { id: "a", campaignId: "a", open: 150, ready: 120 },
    { id: "b", campaignId: "b", open: 50, ready: 0 },
  ];
  expect(preparationProgress({ id: "b", quantity: 50, claimed: 0 }, shares)).toEqual({
    ready: 0,
    pending: 50,
    ahead: 80,
    status: "preparing",
  });
  expect(preparationProgress({ id: "a", quantity: 150, claimed: 30 }, shares)).toMatchObject({
    ready: 120,
    pending: 0,
    status: "ready",
  });
  expect(preparationProgress({ id: "gone", quantity: 10, claimed: 10 }, shares).status).toBe("used");
  expect(preparationProgress({ id: "gone", quantity: 10, claimed: 9 }, shares).status).toBe("over");
});
