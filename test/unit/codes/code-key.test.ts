import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCode } from "#app/codes/check-code.ts";
import { codeKey } from "#app/codes/code-key.ts";

describe("two codes are the same when their NFC lower-case forms are", () => {
  it("whatever their case and composition", () => {
    expect(codeKey("Save-É")).toBe(codeKey("SAVE-E\u0301"));
    expect(codeKey("SAVE-1")).not.toBe(codeKey("SAVE-2"));
  });

  it("and a key is its own key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(codeKey(codeKey(text))).toBe(codeKey(text));
      }),
    );
  });
});

describe("a code", () => {
  const problemOf = (text: string) => {
    const checked = checkCode(text);
    return checked.ok ? null : checked.problem;
  };

  it("is trimmed and kept as written", () => {
    expect(checkCode("\u00a0 Save-7kq2\t")).toEqual({ ok: true, code: "Save-7kq2", key: "save-7kq2" });
    expect(checkCode("10 % OFF äß 🎁")).toMatchObject({ ok: true, code: "10 % OFF äß 🎁" });
  });

  it("has 1 to 255 characters, counted as people count them", () => {
    expect(problemOf("   ")).toMatch(/no code/);
    expect(problemOf("A".repeat(255))).toBeNull();
    expect(problemOf("A".repeat(256))).toMatch(/longer than 255/);
    expect(problemOf("🎁".repeat(255))).toBeNull();
    expect(problemOf("🎁".repeat(256))).toMatch(/longer than 255/);
  });

  it("holds nothing that cannot be stored, seen or typed", () => {
    expect(problemOf("A\u0000B")).toMatch(/control character/);
    expect(problemOf("A\tB")).toMatch(/control character/);
    expect(problemOf("A\nB")).toMatch(/line break/);
    expect(problemOf("A\ud800B")).toMatch(/could not be read/);
    expect(problemOf("A\ufffdB")).toMatch(/could not be read/);
    expect(problemOf("A\u200bB")).toMatch(/invisible/);
  });

  it("is never TEST, which test mode answers", () => {
    for (const text of ["TEST", "test", " Test "]) expect(problemOf(text)).toMatch(/TEST/);
    expect(problemOf("TEST1")).toBeNull();
  });

  it("that passes can be stored by PostgreSQL and has a key of its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const checked = checkCode(text);
        if (!checked.ok) return;
        expect(checked.code.isWellFormed()).toBe(true);
        expect(checked.code).not.toContain("\u0000");
        expect(checked.key).toBe(codeKey(checked.code));
      }),
    );
  });
});
