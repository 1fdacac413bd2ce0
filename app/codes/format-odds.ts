import { type CodeFormat, charactersOf } from "./code-format.ts";

export interface FormatOdds {
  /** Different codes that the format can make. */
  space: number;
  /** How likely the last of so many codes was taken when it was drawn: 0 to 1. */
  duplicateChance: number;
  /** One sentence: how many there are, and the odds. */
  words: string;
  /** What to change, when the space is too small for so many codes; else null. */
  warning: string | null;
}

/**
 * The most that a random guess may hit: whoever tries codes by hand gives up long before. With 500,000 codes
 * it asks for a space of 5 thousand million, 7 characters of the usual alphabet.
 */
const GUESS_CHANCE_MAX = 1 / 10_000;
/** How full the space may be: above this, a fifth of what is drawn is thrown away, and more every day. */
const FULL_AT = 0.2;

/** What a format can make, for a pool that will hold so many codes over its life. */
export function formatOdds(format: CodeFormat, quantity: number): FormatOdds {
  const space = charactersOf(format).length ** (format.groups * format.groupLength);
  const duplicateChance = Math.min(1, quantity / space);
  return {
    space,
    duplicateChance,
    words: `${many(space)} different codes are possible. With ${count(quantity)} of them in use, a new code is a duplicate ${odds(duplicateChance)}; duplicates are drawn again.`,
    warning: warningOf(space, quantity, duplicateChance),
  };
}

function warningOf(space: number, quantity: number, chance: number): string | null {
  if (space < quantity) {
    return `There are only ${count(space)} different codes of this kind, too few for ${count(quantity)}. Make the codes longer or use more characters.`;
  }
  if (chance > FULL_AT) {
    return `${count(quantity)} codes would use up ${Math.round(chance * 100)}% of what this format can make. Make the codes longer or use more characters.`;
  }
  if (chance > GUESS_CHANCE_MAX) {
    return `Somebody who tries codes at random would hit a real one ${odds(chance)}. Make the codes longer or use more characters.`;
  }
  return null;
}

function odds(chance: number): string {
  if (chance <= 0) return "never";
  const one = Math.round(1 / chance);
  return one <= 1 ? "nearly every time" : `once in ${many(one)} times`;
}

const count = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 0 });

/** A number that may be too long to read. */
function many(value: number): string {
  if (value < 1e9) return count(value);
  const [unit, word] =
    (
      [
        [1e24, "septillion"],
        [1e21, "sextillion"],
        [1e18, "quintillion"],
        [1e15, "quadrillion"],
        [1e12, "trillion"],
        [1e9, "billion"],
      ] as const
    ).find(([size]) => value >= size) ?? ([1, ""] as const);
  return `${(value / unit).toLocaleString("en-US", { maximumSignificantDigits: 3 })} ${word}`;
}
