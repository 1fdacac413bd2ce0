import { expect, test } from "vitest";
import { charactersOf, formatCode } from "#app/codes/code-format.ts";
import { amdModule } from "./amd-module.ts";

const codeExample = amdModule<(format: object, random: () => number) => string>("code-example");

const FORMAT = {
  prefix: "HI-",
  suffix: "-X",
  groups: 2,
  groupLength: 3,
  separator: "-",
  characters: "AB7",
} as const;

test.each(["no_look_alikes", "letters", "digits", "own"] as const)(
  "the example of %s looks as the service draws",
  (alphabet) => {
    const format = { ...FORMAT, alphabet };
    const characters = charactersOf(format);
    for (let place = 0; place < characters.length; place += 1) {
      const drawn = characters.charAt(place).repeat(6);
      expect(codeExample(format, () => (place + 0.5) / characters.length)).toBe(formatCode(format, drawn));
    }
  },
);

test("a format that is not whole has no example", () => {
  for (const wrong of [{ groups: "0" }, { groupLength: "x" }, { groups: "9" }, { characters: "" }]) {
    expect(codeExample({ ...FORMAT, alphabet: "own", ...wrong }, () => 0)).toBe("");
  }
});
