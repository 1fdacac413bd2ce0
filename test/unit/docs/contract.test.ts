import { describe, expect, test } from "vitest";
import { BRIDGE_OPERATIONS } from "#app/api/bridge/bridge-operations.server.ts";
import { postLink } from "#app/api/bridge/post-link.server.ts";
import { OPERATIONS } from "#app/api/create-api.server.ts";
import { bridgePoolSettingsSchema } from "#app/api/schemas/bridge-pool-messages.ts";
import { OUTCOMES } from "#app/api/schemas/claim-messages.ts";
import { ERROR_CATALOGUE } from "#app/errors/error-catalogue.ts";
import { PUBLIC_EVENTS } from "#app/events/event-types.ts";
import { eventSchema, RESULT_DATA } from "#app/platforms/magento/exchange-messages.ts";
import { ORDER_FIELDS } from "#app/platforms/shopify/order-webhook.ts";
import { LOW_WATER_UNITS, PER_CONTACT, WHEN_DRY } from "#app/pools/pool-view.ts";
import { codeWordsOf, docsPage, pagesOfDocs, sectionOf } from "#test/support/pages-of-docs.ts";

const integrating = docsPage("docs/integrating-an-email-platform.md");
const protocol = docsPage("docs/bridge-protocol.md");

test("every event that endpoints get is explained", () => {
  const rows = sectionOf(integrating, "7. Hear of events")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const explained = rows.flatMap((row) => codeWordsOf(row.split("|")[1] ?? ""));
  expect(explained.sort()).toEqual([...PUBLIC_EVENTS, "endpoint.test"].sort());
});

test("every error that is named is one of the catalogue, with its status", () => {
  const named = pagesOfDocs().flatMap(({ path, text }) =>
    [...text.matchAll(/\b([45]\d\d) `?([a-z]+_[a-z_]+)\b/g)].map(([, status, code = ""]) => ({
      path,
      status: Number(status),
      code,
    })),
  );
  expect(named.length).toBeGreaterThan(5);
  const catalogue = new Map<string, number>(
    Object.entries(ERROR_CATALOGUE).map(([code, { status }]) => [code, status]),
  );
  expect(named.filter(({ code, status }) => catalogue.get(code) !== status)).toEqual([]);
});

test("every outcome of a claim is explained", () => {
  const rows = sectionOf(integrating, "3. Claim while you send")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  const explained = rows.flatMap((row) => codeWordsOf(row.split("|")[1] ?? ""));
  expect(explained.sort()).toEqual(Object.keys(OUTCOMES).sort());
});

test("every call of the public API that is named is there", () => {
  const known = OPERATIONS.map(({ method, path }) => nameless(`${method.toUpperCase()} /api${path}`));
  const named = pagesOfDocs()
    .flatMap(({ text }) => codeWordsOf(text))
    .filter((word) => /^(GET|POST|PUT|DELETE) \/api\/v1\//.test(word))
    .map((word) => nameless(word));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((call) => !known.includes(call))).toEqual([]);
});

describe("the bridge's protocol", () => {
  const V1 = "/api/bridge/v1";
  const known = [postLink, ...BRIDGE_OPERATIONS].map(({ method, path }) =>
    nameless(`${method.toUpperCase()} /api${path}`),
  );

  /** The calls that a cell names: `GET`, `PUT /x` are two of one address; `POST /x/a`, `/b` differ in the end. */
  function callsIn(text: string): string[] {
    let methods: string[] = [];
    let address = "";
    let isComplete = true;
    return codeWordsOf(text).flatMap((word) => {
      const [, method, path] = /^(GET|POST|PUT|DELETE)? ?(\/[^?]*)?/.exec(word) ?? [];
      if (method) methods = isComplete ? [method] : [...methods, method];
      isComplete = path !== undefined;
      return methods.flatMap((each) => {
        if (path === undefined) return [];
        const options = [path, `${V1}${path}`, address.replace(/\/[^/]+$/, path)];
        address = options.find((option) => known.includes(nameless(`${each} ${option}`))) ?? path;
        return [nameless(`${each} ${address}`)];
      });
    });
  }

  test("describes every call, and none that is not there", () => {
    const rows = sectionOf(protocol, "Pages of the admin")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const alone = protocol.text.split("\n").filter((line) => /^(## )?`(GET|POST|PUT) \/api\//.test(line));
    const described = [
      ...rows.flatMap((row) => callsIn(row.split("|")[1] ?? "")),
      ...alone.flatMap((line) => callsIn(/^(?:## )?`[^`]+`/.exec(line)?.[0] ?? "")),
    ];
    expect(described.filter((call) => !known.includes(call))).toEqual([]);
    expect(known.filter((call) => !described.includes(call))).toEqual([]);
  });

  test("describes every instruction, event and setting", () => {
    const firstWords = (heading: string) =>
      sectionOf(protocol, heading)
        .split("\n")
        .filter((line) => line.startsWith("| `"))
        .map((row) => codeWordsOf(row)[0]);
    expect(firstWords("Instructions").sort()).toEqual(Object.keys(RESULT_DATA).sort());
    expect(firstWords("Events").sort()).toEqual(
      eventSchema.options.map(({ shape }) => shape.kind.value).sort(),
    );
    const settings = protocol.text.split("\n").find((line) => line.startsWith("Settings of a pool:")) ?? "";
    const named = codeWordsOf(settings);
    const { shape } = bridgePoolSettingsSchema;
    const parts = [
      ...PER_CONTACT,
      ...WHEN_DRY,
      ...LOW_WATER_UNITS,
      ...Object.keys(shape.codeFormat.unwrap().shape),
    ];
    expect(named.sort()).toEqual([...Object.keys(shape), ...parts].sort());
  });
});

test("of an order nothing is declared but what is read, and nothing read but what is declared", () => {
  const row = docsPage("docs/protected-customer-data.md")
    .text.split("\n")
    .find((line) => line.includes("`includeFields`: "));
  expect(codeWordsOf(row ?? "")).toContain(ORDER_FIELDS.join(", "));
});

/** A call without the names that it gives to the parts of its address. */
function nameless(call: string): string {
  return call.replace(/\{[^}]*\}/g, "{}").replace(/\?.*$/, "");
}
