import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { HISTORY_VERBS } from "#app/history/history-verbs.ts";

// The module has words of its own for what the service says, so that a shop's admin is not half in English. It knows
// the history by its verbs, and the service's sentences by their text.

const read = (pattern: string) =>
  globSync(pattern)
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

/** Put together of single words: units of numbers, numbers of times, what comes with a discount. */
const COMPOSED =
  /^Enter a (whole )?number of |free shipping\.$|off the order\.$|^A code can be used once|at least 1 item/;

/** What stands in `__()`, put together where it is joined by dots. */
function moduleSentences(): string[] {
  const source = read("magento-bridge/Model/Service/Sentences/Of*.php");
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
