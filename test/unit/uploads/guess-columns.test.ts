import { describe, expect, it } from "vitest";
import { detectDelimiter } from "#app/uploads/reading/detect-delimiter.ts";
import { guessColumns, guessDateOrder } from "#app/uploads/reading/guess-columns.ts";

const guess = (...lines: string[]) =>
  guessColumns(lines.map((line, index) => ({ row: index + 1, cells: line.split(",") })));

describe("a header is known by the names that coupon files bear", () => {
  it.each([
    "coupon_code",
    "Coupon Code",
    "code",
    "CODE",
    "Coupon",
    "voucher",
    "Voucher-Code",
    "Gutschein",
    "Gutscheincode",
    "Rabattcode",
    "code promo",
    "Código",
    "Kupon",
    "promo code",
    "discount_code",
  ])("%s", (name) => {
    expect(guess(`id,${name},note`, "1,SAVE-1,x")).toEqual({
      hasHeader: true,
      codeColumn: 1,
      expiryColumn: null,
    });
  });

  it.each(["expires_at", "Expiry Date", "valid until", "gültig bis", "Ablaufdatum", "end_date"])(
    "and of the expiry date: %s",
    (name) => {
      expect(guess(`${name},code`, "2027-12-31,SAVE-1")).toMatchObject({ codeColumn: 1, expiryColumn: 0 });
    },
  );

  it("the more telling name wins", () => {
    expect(guess("code,discount,Coupon Code", "DE,10,SAVE-1")).toMatchObject({ codeColumn: 2 });
  });

  it("a heading that we do not know is noticed above codes that all look alike", () => {
    const codes = Array.from({ length: 6 }, (_, index) => `SAVE-100${index}`);
    expect(guess("Sommeraktion", ...codes)).toMatchObject({ hasHeader: true });
    expect(guess("SAVE-1009", ...codes)).toMatchObject({ hasHeader: false });
    expect(guess("WELCOME", "HELLO", "GOODBYE")).toMatchObject({ hasHeader: false });
  });
});

describe("without a header", () => {
  it("the column of different, code-like texts is taken", () => {
    const rows = Array.from(
      { length: 8 },
      (_, index) => `${index + 1},Ada Lovelace,ada@example.com,X7KQ${index}Z,2027-12-31`,
    );
    expect(guess(...rows)).toEqual({ hasHeader: false, codeColumn: 3, expiryColumn: 4 });
  });

  it("a single column of numbers is a column of codes", () => {
    expect(guess("00123", "00124", "00125")).toEqual({ hasHeader: false, codeColumn: 0, expiryColumn: null });
  });
});

describe("the delimiter", () => {
  it.each([
    ["A-1,2027-01-01\nB-2,2027-01-01\n", "comma"],
    ["A-1;10,50\nB-2;20,00\n", "semicolon"],
    ["A-1\tx\nB-2\ty\n", "tab"],
    ["A-1|x\nB-2|y\n", "pipe"],
    ["A-1\nB-2\n", "none"],
    ["A-1\nB,2\nC-3\nD-4\n", "none"],
    ['"A;1",x\n"B;2",y\n', "comma"],
    ["sep=;\nA,1;x\n", "semicolon"],
  ])("of %j is %s", async (text, expected) => expect(await detectDelimiter(text)).toBe(expected));
});

it("the order of dates is told by those that allow only one", () => {
  expect(guessDateOrder(["03/04/2027", "31/12/2027"])).toBe("dmy");
  expect(guessDateOrder(["03/04/2027", "12/31/2027"])).toBe("mdy");
  expect(guessDateOrder(["03/04/2027"])).toBe("either");
  expect(guessDateOrder(["2027-04-03"])).toBeNull();
});
