import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { codeWordsOf, docsPage, sectionOf } from "#test/support/pages-of-docs.ts";

// Rules of docs/architecture.md that imports do not show.

const FOLDERS = globSync("app/*/").map((path) => basename(path));

test("every folder of app/ is explained, and has its rules", () => {
  const table = sectionOf(docsPage("docs/architecture.md"), "Folders");
  const explained = codeWordsOf(table).map((word) => word.replace(/^app\//, "").replace(/\/$/, ""));
  expect(FOLDERS.filter((folder) => !explained.includes(folder))).toEqual([]);
  const rules = readFileSync(".dependency-cruiser.mjs", "utf8");
  expect(FOLDERS.filter((folder) => !new RegExp(`\\b${folder}\\b`).test(rules))).toEqual([]);
});

test("codes/ alone changes a code's state, but for the statements that claim and release", () => {
  const writers = globSync("app/**/*.{sql,ts}").filter((path) => {
    const statements = readFileSync(path, "utf8").matchAll(
      /\bupdate codes\b.*?(?:\bwhere\b|\bfrom\b)|\binsert into codes\b/gs,
    );
    return [...statements].some(([statement]) => /^insert|\bstate =/.test(statement));
  });
  expect(writers.filter((path) => dirname(path) !== "app/codes").sort()).toEqual([
    "app/claims/claim-codes.sql",
    "app/claims/release-claims.sql",
  ]);
  expect(writers.length).toBeGreaterThan(8);
});

test("no file is called by what it is not", () => {
  const vague = globSync("{app,sandbox,bench,test}/**/{utils,helpers,common,misc,shared}*");
  expect(vague).toEqual([]);
});
