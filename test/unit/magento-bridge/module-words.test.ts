import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HISTORY_VERBS } from "#app/history/history-verbs.ts";
import type { Cell } from "#app/uploads/reading/cell.ts";
import { rowReader } from "#app/uploads/reading/read-row.ts";
import { WORKBOOK_PROBLEMS } from "#app/uploads/workbook/workbook-problems.ts";

// The module has words of its own for what the service says, so that a shop's admin is not half in English. It knows
// the history by its verbs, and the service's sentences by their text.

const read = (pattern: string, without = "-") =>
  globSync(pattern)
    .filter((file) => !file.endsWith(without))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

test("the module has words for everything that the history tells", () => {
  const tellers = read("magento-bridge/ViewModel/History/*.php");
  const missing = Object.keys(HISTORY_VERBS).filter((verb) => !tellers.includes(`'${verb}' =>`));
  expect(missing).toEqual([]);
});

test("every sentence of the service that the module translates is still said by the service", () => {
  const said = read("app/**/*.ts")
    .replace(/\$\{[^}]*\}/g, "%")
    .replace(/\s+/g, " ");
  const sentences = moduleSentences().filter((sentence) => !COMPOSED.test(sentence));
  expect(sentences.length).toBeGreaterThan(150);
  const gone = sentences.filter((sentence) => !partsOf(sentence).every((part) => said.includes(part)));
  expect(gone).toEqual([]);
});

test("whatever can be wrong with a file or one of its rows is a sentence that the module knows", () => {
  const how = { codeColumn: 0, expiryColumn: 1, timeZone: "Europe/Berlin" } as const;
  const cells: Cell[][] = [
    ["1,5E+12"],
    [{ text: "123456789012345000", problem: "digits_lost" }],
    [{ text: "#REF!", problem: "error_value" }],
    [{ text: "2026-03-01", date: "2026-03-01" }],
    ["TEST"],
    ["x".repeat(300)],
    ["A\nB"],
    ["A\u0007B"],
    ["A\u200bB"],
    ["A\ufffdB"],
    ["", "2026-01-01"],
    ["A", "soon"],
    ["A", "2020-01-01"],
  ];
  const problems = (["iso", "dmy", "mdy"] as const).flatMap((dateOrder) => {
    const readRow = rowReader({ ...how, dateOrder }, new Date("2026-11-29T00:00:00Z"));
    return cells.map((row, place) => {
      const becomes = readRow({ row: place + 1, cells: row });
      return becomes?.kind === "invalid" ? becomes.problem : `Row ${place + 1} is not refused.`;
    });
  });
  const patterns = moduleSentences().map(patternOf);
  const isKnown = (sentence: string): boolean =>
    patterns.some(({ pattern, endsWithSentence }) => {
      const values = pattern.exec(sentence);
      return values !== null && (!endsWithSentence || isKnown(values.at(-1) ?? ""));
    });
  const said = [...Object.values(WORKBOOK_PROBLEMS), ...problems];
  expect(said.filter((sentence) => !isKnown(sentence))).toEqual([]);
});

/** As the module finds a sentence: what ends it after a colon or a full stop is one of its own. */
function patternOf(sentence: string): { pattern: RegExp; endsWithSentence: boolean } {
  const pattern = sentence.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/%\d/g, "(.+?)");
  return { pattern: new RegExp(`^${pattern}$`, "su"), endsWithSentence: /[:.] %\d$/.test(sentence) };
}

/** Put together of single words: units of numbers, numbers of times, what comes with a discount. */
const COMPOSED =
  /^Enter a (whole )?number of |free shipping\.$|off the order\.$|^A code can be used once|at least 1 item/;

/** What stands in `__()`, put together where it is joined by dots. */
function moduleSentences(): string[] {
  // What the module says itself is looked at by its own tests.
  const source = read("magento-bridge/Model/Service/Sentences/Of*.php", "OfShop.php");
  return [...source.matchAll(/__\(\s*('(?:[^'\\]|\\.|'\s*\.\s*')*')\s*\)/g)].map(([, literal = ""]) =>
    literal
      .slice(1, -1)
      .replace(/'\s*\.\s*'/g, "")
      .replace(/\\'/g, "'"),
  );
}

/**
 * The pieces that stand in the source as they are: between what changes, and sentence by sentence, since some are put
 * together there. A word alone says nothing.
 */
function partsOf(sentence: string): string[] {
  return sentence
    .split(/%\d|[.:] |[.,]$/)
    .map((part) => part.trim())
    .filter((part) => part.includes(" "));
}
