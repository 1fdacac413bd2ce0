import { expect, test } from "vitest";
import { judgePlace, type KnownPlace, type SaidPlace } from "#app/bridge/judge-place.ts";
import { PLACE_UNKNOWN } from "#app/bridge/known-place.ts";
import { nextPlace } from "#app/bridge/next-place.ts";
import { shopAddress } from "#app/bridge/shop-address.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const CALLS = secondsAgo(60);

const SHOP = { address: "shop.example.com", database: "db-1" };
const KNOWN: KnownPlace = { ...PLACE_UNKNOWN, place: SHOP, cursor: "c9", cursorBefore: "c8" };
const said = (parts: Partial<SaidPlace>): SaidPlace => ({ ...SHOP, cursor: "c9", ...parts });
const judge = (parts: Partial<SaidPlace>, known = KNOWN, lastExchangeAt: Date | null = CALLS) =>
  judgePlace(known, said(parts), NOW, lastExchangeAt);

const STAGING = { address: "staging.example.com", database: "db-2" };

test("http or https, www., capitals, the usual ports and a slash at the end are the same address", () => {
  const same = ["https://shop.example.com/", "http://SHOP.example.com", "https://www.shop.example.com:443/"];
  expect(new Set(same.map(shopAddress))).toEqual(new Set(["shop.example.com"]));
  expect(shopAddress("http://localhost:8080/")).toBe("localhost:8080");
  expect(shopAddress("https://example.com/Staging/")).toBe("example.com/staging");
  expect(shopAddress("{{base_url}}")).toBe("{{base_url}}");
});

test("the shop brings its last cursor, or the one before it when an answer was lost", () => {
  expect([judge({}), judge({ cursor: "c8" })]).toEqual(["same", "same"]);
});

test("a new domain, and a database on another server, are the shop as long as its cursor is the last", () => {
  expect(judge({ address: "neu.example.com" })).toBe("same");
  expect(judge({ database: "db-2" })).toBe("same");
});

test("another address with another database is a copy, however fresh its cursor", () => {
  expect(judge(STAGING)).toBe("copy");
  expect(judge({ ...STAGING, cursor: "c1" })).toBe("copy");
  expect(judge(STAGING, KNOWN, null)).toBe("copy");
});

test("an old cursor from the shop's own place is a backup that was restored", () => {
  expect(judge({ cursor: "c1" })).toBe("restored");
  expect(judge({ cursor: null })).toBe("restored");
});

test("an old cursor from another address is a copy, even where all databases are called the same", () => {
  expect(judge({ address: STAGING.address, cursor: "c1" })).toBe("copy");
});

test("a copy that kept the shop's address is one while the shop calls; a backup restored to another server is not", () => {
  expect(judge({ database: "db-2", cursor: "c1" })).toBe("copy");
  expect(judge({ database: "db-2", cursor: "c1" }, KNOWN, secondsAgo(3_600))).toBe("restored");
});

test("a copy that was faster than the shop, with its last cursor and its address, does not keep its place", () => {
  const copied = nextPlace(KNOWN, said({ database: "db-2" }), "same", "c10", NOW);
  expect(judge({}, copied)).toBe("restored");
  const back = nextPlace(copied, said({}), "restored", "c11", NOW);
  expect(judge({ database: "db-2", cursor: "c10" }, back)).toBe("copy");
});

test("a copy with the shop's address that called while the shop was silent gives its place back to the shop", () => {
  const copy = said({ database: "db-2", cursor: "c1" });
  expect(judgePlace(KNOWN, copy, NOW, secondsAgo(3_600))).toBe("restored");
  const taken = nextPlace(KNOWN, copy, "restored", "c10", NOW);
  expect(judge({}, taken)).toBe("restored");
  const back = nextPlace(taken, said({}), "restored", "c11", NOW);
  expect(judge({ cursor: "c11" }, back)).toBe("same");
  expect(judge({ database: "db-2", cursor: "c10" }, back, secondsAgo(3_600))).toBe("copy");
});

test("where a shop was a day ago is not the shop any more", () => {
  const moved: KnownPlace = {
    ...KNOWN,
    place: { ...SHOP, database: "db-2" },
    former: { ...SHOP, until: secondsAgo(90_000).toISOString() },
  };
  expect(judge({ cursor: "c1" }, moved)).toBe("copy");
});

test("what a person left is a copy, even while the shop is silent", () => {
  const moved: KnownPlace = { ...KNOWN, place: { ...SHOP, database: "db-2" }, left: SHOP };
  expect(judge({ cursor: "c1" }, moved, secondsAgo(3_600))).toBe("copy");
});

test("the first to call after a person connected the shop is the shop, and a backup shows", () => {
  expect(judge({ ...STAGING, cursor: null }, PLACE_UNKNOWN, null)).toBe("same");
  expect(judge({ cursor: "c1" }, { ...KNOWN, place: null })).toBe("restored");
});

test("a module that was just updated is the shop at the address that it always had", () => {
  const updated: KnownPlace = { ...PLACE_UNKNOWN, place: { address: SHOP.address, database: "" } };
  expect(judge({ cursor: null }, updated)).toBe("same");
  expect(judge({ ...STAGING, cursor: null }, updated)).toBe("copy");
});

test("answers may be lost any number of times: the cursor that came back stays good", () => {
  let known = KNOWN;
  for (let n = 0; n < 3; n += 1) known = nextPlace(known, said({ cursor: "c9" }), "same", `lost-${n}`, NOW);
  expect(judge({ cursor: "c9" }, known)).toBe("same");
  expect(judge({ cursor: known.cursor }, known)).toBe("same");
  expect(judge({ cursor: "c8" }, known)).toBe("restored");
});

test("of two shops that look the same and take turns, one is refused before long", () => {
  let known = KNOWN;
  const cursors: (string | null)[] = ["c9", "c1"];
  const verdicts: string[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const call = said({ cursor: cursors[turn % 2] ?? null });
    const verdict = judgePlace(known, call, NOW, CALLS);
    verdicts.push(verdict);
    if (verdict === "copy") continue;
    known = nextPlace(known, call, verdict, `turn-${turn}`, NOW);
    cursors[turn % 2] = known.cursor;
  }
  expect(verdicts).toEqual(["same", "restored", "restored", "copy", "same"]);
});
