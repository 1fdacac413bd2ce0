import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ALPHABETS,
  type CodeFormatInput,
  charactersOf,
  codeFormatSchema,
  codeLength,
  testPlaceholder,
} from "#app/codes/code-format.ts";
import { codeKey } from "#app/codes/code-key.ts";
import { drawCodes, exampleCode } from "#app/codes/draw-codes.ts";
import { formatOdds } from "#app/codes/format-odds.ts";
import { isOffensive } from "#app/codes/offensive-words.ts";

const format = (input: CodeFormatInput = {}) => codeFormatSchema.parse(input);

const formats = fc
  .record({
    prefix: fc.stringMatching(/^[A-Za-z0-9_-]{0,8}$/),
    suffix: fc.stringMatching(/^[A-Za-z0-9_-]{0,4}$/),
    groups: fc.integer({ min: 1, max: 4 }),
    groupLength: fc.integer({ min: 1, max: 8 }),
    separator: fc.constantFrom("", "-", "_"),
    alphabet: fc.constantFrom(...ALPHABETS),
    characters: fc
      .uniqueArray(fc.constantFrom(..."abcdefGHIJK23456789"), { minLength: 2 })
      .map((all) => all.join("")),
  })
  .map((input) => codeFormatSchema.safeParse(input))
  .filter(({ success }) => success)
  .map((parsed) => parsed.data as ReturnType<typeof format>);

describe("a drawn code", () => {
  test("has the format's parts, its length and only its characters, and no two are the same in any case", () => {
    fc.assert(
      fc.property(formats, fc.integer({ min: 0, max: 60 }), (format, quantity) => {
        const codes = drawCodes(format, quantity, randomBytes);
        const space = charactersOf(format).length ** (format.groups * format.groupLength);
        if (space > 100_000) expect(codes.length).toBe(quantity);
        expect(new Set(codes.map(codeKey)).size).toBe(codes.length);
        for (const code of codes) {
          expect(code.length).toBe(codeLength(format));
          expect(code.startsWith(format.prefix) && code.endsWith(format.suffix)).toBe(true);
          const body = code.slice(format.prefix.length, code.length - format.suffix.length);
          const step = format.groupLength + format.separator.length;
          const drawn = Array.from({ length: format.groups }, (_, group) =>
            body.slice(group * step, group * step + format.groupLength),
          ).join("");
          expect([...drawn].every((character) => charactersOf(format).includes(character))).toBe(true);
          expect(isOffensive(drawn)).toBe(false);
          expect(codeKey(code)).not.toBe(codeKey(testPlaceholder(format)));
        }
      }),
    );
  });

  test("comes from every character equally often, whatever the size of the alphabet", () => {
    const own = format({ alphabet: "own", characters: "ABC", groups: 1, groupLength: 16 });
    // Every byte once: a plain remainder would favour the first characters.
    let from = 0;
    const everyByte = (count: number) => Uint8Array.from({ length: count }, () => from++ % 256);
    const drawn = drawCodes(own, 400, everyByte).join("");
    const counts = [..."ABC"].map((character) => drawn.split(character).length - 1);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(drawn.length / 50);
  });

  test("of a space that is used up is not drawn for ever", () => {
    const tiny = format({ alphabet: "own", characters: "XY", groups: 1, groupLength: 2 });
    expect(drawCodes(tiny, 100, randomBytes).sort()).toEqual(["XX", "XY", "YX", "YY"]);
  });

  test("is never the placeholder of test messages", () => {
    const test4 = format({ alphabet: "own", characters: "TES", groups: 1, groupLength: 4, prefix: "A" });
    expect(drawCodes(test4, 200, randomBytes)).not.toContain("ATEST");
  });

  test("spells nothing offensive, digits read as letters, groups read together", () => {
    expect(["SH1T", "XXFUCKXX", "5EX", "FCK", "1488"].filter((text) => !isOffensive(text))).toEqual([]);
    expect(["BC2D4", "QWRT7", "455123", "80085"].filter(isOffensive)).toEqual([]);
    const letters = format({ alphabet: "letters", groups: 2, groupLength: 2 });
    expect(drawCodes(letters, 20_000, randomBytes)).not.toContain("FU-CK");
  });
});

describe("a format", () => {
  test("draws ten characters without look-alikes by default", () => {
    expect(exampleCode(format({ prefix: "WELCOME-" }))).toMatch(
      /^WELCOME-[BCDFGHJKMPQRTVWXY2346789]{5}-[BCDFGHJKMPQRTVWXY2346789]{5}$/,
    );
    expect(exampleCode(format())).toBe(exampleCode(format()));
  });

  test("is refused with a sentence next to its field when codes would be too long or an alphabet does not do", () => {
    const errors = (input: CodeFormatInput) =>
      codeFormatSchema
        .safeParse(input)
        .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    expect(errors({ groups: 4, groupLength: 8 })).toEqual([
      "groupLength: A code would have 35 characters. Use at most 32.",
    ]);
    expect(errors({ alphabet: "own", characters: "aA" })?.[0]).toMatch(
      /^characters: Write each character once/,
    );
    expect(errors({ alphabet: "own", characters: "A" })?.[0]).toMatch(/^characters: Write at least 2/);
    expect(errors({ alphabet: "own", characters: "A,B" })?.[0]).toMatch(
      /^characters: Use letters and digits/,
    );
    expect(errors({ prefix: "10% OFF" })?.[0]).toMatch(/^prefix: /);
  });
});

describe("the odds", () => {
  const digits = (groupLength: number) => format({ alphabet: "digits", groups: 1, groupLength });

  test("are plain words, and no warning where there is plenty of room", () => {
    const odds = formatOdds(format(), 1_000_000);
    expect(odds.space).toBe(24 ** 10);
    expect(odds.warning).toBeNull();
    expect(odds.words).toBe(
      "63.4 trillion different codes are possible. With 1,000,000 of them in use, a new code is a duplicate once in 63,403,381 times; duplicates are drawn again.",
    );
  });

  test("warn when there are too few codes, when they get used up, and when they can be guessed", () => {
    expect(formatOdds(digits(4), 20_000).warning).toMatch(/^There are only 10,000 different codes/);
    expect(formatOdds(digits(5), 50_000).warning).toMatch(/50% of what this format can make/);
    expect(formatOdds(digits(7), 50_000).warning).toMatch(/hit a real one once in 200 times/);
    expect(formatOdds(digits(12), 50_000).warning).toBeNull();
  });
});
