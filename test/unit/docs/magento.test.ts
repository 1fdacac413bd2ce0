import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { codeWordsOf, docsPage, sectionOf } from "#test/support/pages-of-docs.ts";

const page = docsPage("magento-bridge/README.md");

test("the module's README says what every folder and table of it is for", () => {
  const named = codeWordsOf(sectionOf(page, "Where to look"));
  const models = globSync("magento-bridge/Model/*/").map((path) => `Model/${basename(path)}`);
  const others = ["Controller", "ViewModel", "Observer", "Plugin", "Cron", "Console"];
  expect([...models, ...others].filter((folder) => !named.includes(folder))).toEqual([]);
  const schema = readFileSync("magento-bridge/etc/db_schema.xml", "utf8");
  const tables = [...schema.matchAll(/<table name="(\w+)"/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => name.startsWith("coupon_pools_"))).toEqual(tables);
});

test("both guides name the cron groups, and the versions that are asked for", () => {
  const groups = readFileSync("magento-bridge/etc/cron_groups.xml", "utf8").matchAll(/<group id="(\w+)"/g);
  const guides = [page, docsPage("docs/magento.md")];
  for (const [, group = ""] of groups) {
    for (const { text } of guides) expect(text).toContain(`\`${group}\``);
  }
  const composer = readFileSync("magento-bridge/composer.json", "utf8");
  const php = [...(/"php": "([^"]+)"/.exec(composer)?.[1] ?? "").matchAll(/~(8\.\d)/g)].map(
    ([, version]) => version,
  );
  for (const { text } of guides) expect(text).toContain(`PHP ${php.at(0)} to ${php.at(-1)}`);
});

test("the exchange's timings are the module's defaults", () => {
  const config = readFileSync("magento-bridge/etc/config.xml", "utf8");
  const [, seconds] = /<seconds>(\d+)</.exec(config) ?? [];
  const [, every] = /<every>(\d+)</.exec(config) ?? [];
  expect(page.text).toContain(`for ${seconds} seconds, every ${every} seconds`);
});
