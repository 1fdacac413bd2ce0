import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ORDER_TOPICS } from "#app/platforms/shopify/order-webhook.ts";
import { codeWordsOf, type DocsPage, docsPage, pagesOfDocs } from "#test/support/pages-of-docs.ts";

const PAGES = pagesOfDocs();

/** Where the links of a page lead within the repository, from its root. */
function linksOf({ path, prose }: DocsPage): { target: string; anchor: string | undefined }[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = ""]) => {
    if (/^(https?|mailto):/.test(to)) return [];
    const [file, anchor] = to.split("#");
    return [{ target: file ? normalize(join(dirname(path), file)) : path, anchor }];
  });
}

/** The anchors of a page's headings, as readers of Markdown make them. */
function anchorsOf({ prose }: DocsPage): string[] {
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("every page of the documentation", () => {
  test("links to files and headings that are there", () => {
    const broken = PAGES.flatMap((page) =>
      linksOf(page)
        .filter(
          ({ target, anchor }) =>
            !existsSync(target) || (anchor !== undefined && !anchorsOf(docsPage(target)).includes(anchor)),
        )
        .map(({ target, anchor }) => `${page.path}: ${target}${anchor ? `#${anchor}` : ""}`),
    );
    expect(broken).toEqual([]);
  });

  test("is linked from another one, and so is every picture", () => {
    const linked = PAGES.flatMap((page) =>
      linksOf(page)
        .map(({ target }) => target)
        .filter((target) => target !== page.path),
    );
    expect(globSync("docs/**/*.{md,png}").filter((path) => !linked.includes(path))).toEqual([]);
  });

  test("names files, folders and webhooks that are there", () => {
    const inRepository =
      /^(?!(text|application|node_modules|var|vendor|dev|pub|build|app\/etc|app\/code|coupon_pools)\/)/;
    const path = /^[A-Za-z][\w.-]*(\/[\w.$*-]+)+\/?$|^[a-z][\w-]*(\.server)?\.(ts|tsx|sql|mjs|json|toml)$/;
    const topics = [
      ...[...readFileSync("shopify.app.toml", "utf8").matchAll(/"([a-z]+\/[a-z_]+)"/g)].map(
        ([, topic = ""]) => topic,
      ),
      ...ORDER_TOPICS.map((topic) => topic.toLowerCase().replace("_", "/")),
    ];
    /** `discounts/*` stands for all of its kind. */
    const isTopic = (word: string) => topics.some((topic) => matchesGlob(topic, word));
    const missing = PAGES.flatMap((page) => {
      const roots = [dirname(page.path), ".", "app", "app/*", "magento-bridge"];
      return codeWordsOf(page.prose)
        .filter((word) => inRepository.test(word) && path.test(word))
        .filter((word) => !isTopic(word))
        .filter((word) => {
          const endings = ["", ".ts", ".server.ts", ".php"];
          return (
            globSync(roots.flatMap((root) => endings.map((end) => `${root}/${word}${end}`))).length === 0
          );
        })
        .map((word) => `${page.path}: ${word}`);
    });
    expect(missing).toEqual([]);
  });

  test("names commands of npm that are there", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync("package.json", "utf8")));
    const named = PAGES.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });
});

test("every decision stands in the list, under its number", () => {
  const list = docsPage("docs/decisions/README.md").prose;
  const files = globSync("docs/decisions/[0-9]*.md")
    .map((path) => path.replace("docs/decisions/", ""))
    .sort();
  const listed = [...list.matchAll(/\[(\d{4})\]\((\d{4}[\w-]+\.md)\)/g)];
  expect(listed.map(([, , file]) => file)).toEqual(files);
  for (const [, number = "", file = ""] of listed) {
    expect(file).toContain(number);
    expect(readFileSync(`docs/decisions/${file}`, "utf8")).toMatch(new RegExp(`^# ${number}:? [A-Z]`));
  }
});
