import { globSync, readFileSync } from "node:fs";

/** A page of the documentation, by its path from the root of the repository. */
export interface DocsPage {
  path: string;
  text: string;
  /** The text without its blocks of code. */
  prose: string;
}

/** Every Markdown page that is kept with the code. */
export function pagesOfDocs(): DocsPage[] {
  const paths = globSync(["*.md", "docs/**/*.md", "magento-bridge/*.md", "test/files/*.md"]);
  return paths.sort().map((path) => docsPage(path));
}

export function docsPage(path: string): DocsPage {
  const text = readFileSync(path, "utf8");
  return { path, text, prose: text.replace(/^ *```.*?^ *```/gms, "") };
}

/** The part of a page below a heading, up to the next heading of the same or a higher level. */
export function sectionOf(page: DocsPage, heading: string): string {
  const lines = page.text.split("\n");
  const start = lines.findIndex((line) => line.replace(/^#+ /, "") === heading && line.startsWith("#"));
  if (start < 0) throw new Error(`${page.path} has no heading "${heading}"`);
  const level = /^#+/.exec(lines[start] ?? "")?.[0].length ?? 1;
  const isNext = (line: string) => new RegExp(`^#{1,${level}} `).test(line);
  const length = lines.slice(start + 1).findIndex(isNext);
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join("\n");
}

/** What stands in backticks. */
export function codeWordsOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word);
}
