import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { SHOPIFY_API_VERSION } from "#app/platforms/shopify/api-version.ts";
import { REQUIRED_SCOPES } from "#app/platforms/shopify/required-scopes.ts";
import { loadAdminSchema } from "#sandbox/shopify/admin-schema.ts";

const DIRECTORY = "app/platforms/shopify/documents";

/** Every document of the code: what the modules of the documents folder export. */
async function readDocuments(): Promise<{ name: string; text: string }[]> {
  const documents: { name: string; text: string }[] = [];
  for (const file of readdirSync(DIRECTORY)) {
    const module: Record<string, unknown> = await import(resolve(DIRECTORY, file));
    for (const [name, text] of Object.entries(module)) {
      if (typeof text === "string" && text.startsWith("#graphql")) documents.push({ name, text });
    }
  }
  return documents;
}

const documents = await readDocuments();

/** Source files of the app, other than the documents themselves. */
function sourceFiles(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `app/${file}`);
}

describe("the GraphQL documents", () => {
  test.each(documents)(
    "$name fits the schema of the version in use, and uses nothing deprecated",
    ({ text }) => {
      const { schema } = loadAdminSchema(SHOPIFY_API_VERSION);
      const errors = validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]);
      expect(errors.map(({ message }) => message)).toEqual([]);
    },
  );

  test("every document stands in the documents folder and is found there", () => {
    const inFolder = sourceFiles().filter((file) => readFileSync(file, "utf8").includes("#graphql"));
    expect(inFolder.filter((file) => !file.startsWith(DIRECTORY))).toEqual([]);
    const written = inFolder.map((file) => readFileSync(file, "utf8").split("#graphql").length - 1);
    expect(documents).toHaveLength(written.reduce((sum, count) => sum + count, 0));
    expect(documents.length).toBeGreaterThan(15);
  });

  test("operations carry names that differ, so that Shopify's logs tell them apart", () => {
    const names = documents.map(({ text }) => /(?:query|mutation) (\w+)/.exec(text)?.[1]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("shopify.app.toml names the version of the code, and no other file of the app does", () => {
  const settings = readFileSync("shopify.app.toml", "utf8");
  expect(/^api_version = "(.+)"$/m.exec(settings)?.[1]).toBe(SHOPIFY_API_VERSION);
  const others = sourceFiles().filter((file) => {
    const text = readFileSync(file, "utf8");
    return /ApiVersion\.|["'`]20\d\d-(01|04|07|10)["'`]/.test(text);
  });
  expect(others).toEqual(["app/platforms/shopify/api-version.ts"]);
});

test("shopify.app.toml has the scopes that the code asks for, and no others", () => {
  const settings = readFileSync("shopify.app.toml", "utf8");
  expect(/^scopes = "(.+)"$/m.exec(settings)?.[1]?.split(",")).toEqual(REQUIRED_SCOPES);
  const optional = /^optional_scopes = (.+)$/m.exec(settings)?.[1] ?? "";
  const named = sourceFiles().flatMap(
    (file) => readFileSync(file, "utf8").match(/"(read|write)_[a-z]+"/g) ?? [],
  );
  const expected = [...REQUIRED_SCOPES.map((scope) => `"${scope}"`), ...(optional.match(/"\w+"/g) ?? [])];
  expect([...new Set(named)].sort()).toEqual(expected.sort());
});

test("every webhook of shopify.app.toml has a route", () => {
  const addresses = [...readFileSync("shopify.app.toml", "utf8").matchAll(/uri = "\/(.+)"/g)];
  expect(addresses.length).toBeGreaterThan(3);
  const routes = readdirSync("app/routes");
  const missing = addresses.filter(([, path = ""]) => !routes.includes(`${path.replaceAll("/", ".")}.tsx`));
  expect(missing.map(([uri]) => uri)).toEqual([]);
});
