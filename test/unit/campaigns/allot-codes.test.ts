import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allotCodes } from "#app/campaigns/allot-codes.ts";
import { preparationProgress } from "#app/campaigns/preparation-view.ts";

const line = (...open: number[]) =>
  open.map((open, index) => ({ id: `p${index}`, campaignId: `c${index}`, open }));

describe("ready codes", () => {
  test("are dealt to the first preparation first, and are free only when all have theirs", () => {
    expect(allotCodes(line(100, 50), { available: 120, room: null })).toEqual({
      shares: [
        { campaignId: "c0", open: 100, ready: 100 },
        { campaignId: "c1", open: 50, ready: 20 },
      ],
      free: 0,
      room: null,
    });
    expect(allotCodes(line(100, 50), { available: 170, room: 200 })).toMatchObject({ free: 20, room: 50 });
  });

  test("are reserved no more than the pool may assign", () => {
    expect(allotCodes(line(100, 50), { available: 30, room: 120 })).toMatchObject({
      shares: [
        { open: 100, ready: 30 },
        { open: 20, ready: 0 },
      ],
      room: 0,
    });
  });

  test("are each dealt out once, whatever is asked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 6 }),
        fc.nat(150),
        fc.option(fc.nat(150)),
        (open, available, room) => {
          const allotment = allotCodes(line(...open), { available, room });
          const ready = allotment.shares.reduce((sum, share) => sum + share.ready, 0);
          const reserved = allotment.shares.reduce((sum, share) => sum + share.open, 0);
          expect(ready + allotment.free).toBe(room === null ? available : Math.min(available, room));
          if (room !== null) expect(reserved + (allotment.room ?? 0)).toBe(room);
          expect(allotment.shares.every((share) => share.ready <= share.open)).toBe(true);
          if (allotment.free > 0) expect(ready).toBe(reserved);
        },
      ),
    );
  });
});

test("a preparation knows what is to come before its last code, and when it is used up or over", () => {
  const pool = { available: 120, room: null };
  expect(preparationProgress({ id: "p1", quantity: 50, claimed: 0 }, line(150, 50), pool)).toEqual({
    ready: 0,
    pending: 50,
    ahead: 80,
    status: "preparing",
  });
  expect(preparationProgress({ id: "p0", quantity: 130, claimed: 30 }, line(100, 50), pool)).toMatchObject({
    ready: 100,
    pending: 0,
    status: "ready",
  });
  expect(preparationProgress({ id: "gone", quantity: 10, claimed: 10 }, line(1), pool).status).toBe("used");
  expect(preparationProgress({ id: "gone", quantity: 10, claimed: 9 }, line(1), pool).status).toBe("over");
});
