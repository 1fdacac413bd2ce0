import { z } from "zod";
import { CODE_FORMAT_CHARACTERS_MAX } from "../config/limits.ts";

export const ALPHABETS = ["no_look_alikes", "letters", "digits", "own"] as const;
export type Alphabet = (typeof ALPHABETS)[number];

/**
 * What codes are drawn from. `no_look_alikes` is the alphabet of printed product keys: neither 0 and O, 1, I
 * and L, 5 and S nor 2 and Z stand in it together, and without vowels it spells hardly a word.
 */
const CHARACTERS: Record<Exclude<Alphabet, "own">, string> = {
  no_look_alikes: "BCDFGHJKMPQRTVWXY2346789",
  letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  digits: "0123456789",
};

const whole = (most: number) =>
  z.coerce
    .number("Enter a number")
    .int("Enter a whole number")
    .min(1, "Enter at least 1")
    .max(most, `Enter at most ${most}`);
const affix = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]*$/, "Use letters, digits, hyphens and underscores")
  .default("");

/** How the codes of a dynamic pool look: `PREFIX` + groups of drawn characters + `SUFFIX`. */
export const codeFormatSchema = z
  .object({
    /** Stands in front as it is: with a separator of its own if it needs one, `WELCOME-`. */
    prefix: affix,
    suffix: affix,
    groups: whole(8).default(2),
    /** Drawn characters of each group. */
    groupLength: whole(16).default(5),
    /** Between two groups. */
    separator: z.enum(["", "-", "_"], "Choose what stands between groups").default("-"),
    alphabet: z.enum(ALPHABETS, "Choose the characters").default("no_look_alikes"),
    /** What `own` draws from. */
    characters: z.string().trim().default(""),
  })
  .superRefine((format, context) => {
    const length = codeLength(format);
    if (length > CODE_FORMAT_CHARACTERS_MAX) {
      context.addIssue({
        code: "custom",
        path: ["groupLength"],
        message: `A code would have ${length} characters. Use at most ${CODE_FORMAT_CHARACTERS_MAX}.`,
      });
    }
    if (format.alphabet !== "own") return;
    const problem = problemOfOwn(format.characters);
    if (problem) context.addIssue({ code: "custom", path: ["characters"], message: problem });
  });

export type CodeFormatInput = z.input<typeof codeFormatSchema>;
export type CodeFormat = z.output<typeof codeFormatSchema>;

function problemOfOwn(characters: string): string | undefined {
  if (!/^[A-Za-z0-9]*$/.test(characters)) return "Use letters and digits, without spaces or commas";
  // Shops compare codes without regard to case: "a" beside "A" would make the same code twice.
  if (new Set(characters.toLowerCase()).size < characters.length) {
    return "Write each character once; capital and small letters count as the same";
  }
  return characters.length < 2 ? "Write at least 2 different characters" : undefined;
}

/** The characters that a format draws from. */
export function charactersOf(format: Pick<CodeFormat, "alphabet" | "characters">): string {
  return format.alphabet === "own" ? format.characters : CHARACTERS[format.alphabet];
}

/** Characters of a whole code. */
export function codeLength(
  format: Pick<CodeFormat, "prefix" | "suffix" | "groups" | "groupLength" | "separator">,
): number {
  const { prefix, suffix, groups, groupLength, separator } = format;
  return prefix.length + suffix.length + groups * groupLength + (groups - 1) * separator.length;
}

/** A code out of its drawn characters. */
export function formatCode(format: CodeFormat, drawn: string): string {
  const groups = Array.from({ length: format.groups }, (_, index) =>
    drawn.slice(index * format.groupLength, (index + 1) * format.groupLength),
  );
  return `${format.prefix}${groups.join(format.separator)}${format.suffix}`;
}

/** What test messages show. Never drawn. */
export function testPlaceholder(format: Pick<CodeFormat, "prefix"> | null): string {
  return `${format?.prefix ?? ""}TEST`;
}
