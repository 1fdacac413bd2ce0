import { NoDeprecatedCustomRule, parse, specifiedRules, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { loadAdminSchema } from "#sandbox/shopify/admin-schema.ts";
import { SANDBOX_API_VERSION } from "#sandbox/shopify/create-sandbox-shopify.ts";
import { openBulkShop } from "#test/support/sandbox-bulk-shop.ts";
import * as documents from "../../../bench/replenish/bulk-documents.ts";

const DAY_SECONDS = 86_400;

test.each(Object.entries(documents))("%s of the measurement fits the schema", (_name, text) => {
  const { schema } = loadAdminSchema(SANDBOX_API_VERSION);
  expect(validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule])).toEqual([]);
});

describe("a file for a bulk mutation", () => {
  test("is text/jsonl and posted, or has no target", async () => {
    const { stage } = await openBulkShop();
    expect(await stage({ mimeType: "text/csv" })).toMatchObject({
      stagedTargets: null,
      userErrors: [{ field: ["input", "0", "mimeType"] }],
    });
    expect(await stage({ httpMethod: "PUT" })).toMatchObject({
      userErrors: [{ field: ["input", "0", "httpMethod"] }],
    });
  });

  test("is taken with every parameter as it was given, and as the last part of the form", async () => {
    const { newTarget, sandbox, line } = await openBulkShop();
    const target = await newTarget();
    const post = async (parts: [string, string | Blob][]) => {
      const form = new FormData();
      for (const [name, value] of parts) form.append(name, value);
      return (await sandbox.shopify.request(target.url, { method: "POST", body: form })).status;
    };
    const given = target.parameters.map(({ name, value }): [string, string] => [name, value]);
    const file: [string, Blob] = ["file", new Blob([line("A")])];
    expect(await post([file, ...given])).toBe(400);
    expect(await post([...given.slice(0, -1), file])).toBe(403);
    expect(await post([...given.slice(1), ["key", "elsewhere"], file])).toBe(403);
    expect(await post([...given, ["file", new Blob([])]])).toBe(400);
    expect(await post([...given, file])).toBe(201);
  });

  test("comes within a day", async () => {
    const { newTarget, upload, line, passSeconds } = await openBulkShop();
    const target = await newTarget();
    passSeconds(DAY_SECONDS);
    expect((await upload(target, line("A"))).status).toBe(400);
  });
});

describe("a bulk mutation", () => {
  test("runs once for each line, takes no points for them, and says which line did what", async () => {
    const { start, look, read, line, passSeconds, sandbox, webhooks } = await openBulkShop();
    const { id } = await start(`${line("A", "B")}\n${line("C")}\nno json\n${line("D")}\n`);
    const { points } = sandbox.throttle.used;
    passSeconds(2);
    expect(await look(id)).toMatchObject({ status: "RUNNING", objectCount: "2", url: null });
    passSeconds(3);
    const done = await look(id);
    expect(done).toMatchObject({
      status: "COMPLETED",
      objectCount: "4",
      errorCode: null,
      partialDataUrl: null,
    });
    expect(sandbox.throttle.used.points - points).toBe(2);
    expect(sandbox.discounts.codes.find("d")).toBeDefined();
    const lines = await read(done.url);
    if (typeof lines === "number") throw new Error("No result.");
    const byNumber = lines.toSorted((a, b) => a.__lineNumber - b.__lineNumber);
    expect(byNumber.map(({ __lineNumber }) => __lineNumber)).toEqual([0, 1, 2, 3]);
    expect(byNumber[0]?.data?.discountRedeemCodeBulkAdd).toMatchObject({
      bulkCreation: { id: expect.stringContaining("DiscountRedeemCodeBulkCreation") },
      userErrors: [],
    });
    expect(byNumber[2]?.errors).toHaveLength(1);
    expect(sandbox.discounts.codes.count).toBe(5);
    expect(webhooks.length).toBe(1);
  });

  test("does not promise the order of the file", async () => {
    const { start, look, read, line, passSeconds } = await openBulkShop();
    const { id } = await start([line("A"), line("B"), line("C")].join("\n"));
    passSeconds(5);
    const lines = await read((await look(id)).url);
    if (typeof lines === "number") throw new Error("No result.");
    expect(lines.map(({ __lineNumber }) => __lineNumber)).not.toEqual([0, 1, 2]);
  });

  test("has its mistakes in the lines: variables, the document, scopes", async () => {
    const { newTarget, upload, path, run, look, read, line, passSeconds, sandbox } = await openBulkShop();
    const target = await newTarget();
    await upload(target, `${line("A")}\n${JSON.stringify({ discountId: 1 })}`);
    const wrong = await run(path(target), { mutation: "mutation { discountNope { id } }" });
    sandbox.state.change((data) => {
      data.grantedScopes = ["read_discounts"];
    });
    const denied = await run(path(target));
    passSeconds(5);
    const wrongLines = await read((await look(wrong.bulkOperation?.id ?? "")).url);
    expect(wrongLines).toMatchObject([
      { errors: [{ extensions: { code: "undefinedField" } }] },
      { errors: [{ extensions: { code: "undefinedField" } }] },
    ]);
    const deniedLines = await read((await look(denied.bulkOperation?.id ?? "")).url);
    expect(deniedLines).toMatchObject([
      { errors: [{ extensions: { code: "INVALID_VARIABLE" } }], __lineNumber: 1 },
      { errors: [{ extensions: { code: "ACCESS_DENIED" } }], __lineNumber: 0 },
    ]);
  });

  test("is refused without a file, without lines, and as anything but one plain mutation", async () => {
    const { newTarget, upload, path, run, line } = await openBulkShop();
    const code = async (key: string, overrides?: object) => (await run(key, overrides)).userErrors[0];
    expect(await code("tmp/nowhere")).toMatchObject({ code: "NO_SUCH_FILE" });
    const target = await newTarget();
    expect(await code(path(target))).toMatchObject({ code: "NO_SUCH_FILE" });
    await upload(target, "\n\n");
    expect(await code(path(target))).toMatchObject({ code: "INVALID_STAGED_UPLOAD_FILE" });
    await upload(target, line("A"));
    const refused = async (mutation: string) => await code(path(target), { mutation });
    expect(await refused("mutation {")).toMatchObject({ code: "INVALID_MUTATION" });
    expect(await refused("{ shop { id } }")).toMatchObject({ code: "INVALID_MUTATION" });
    expect(
      await refused(
        `mutation { a: tagsAdd(id: "1", tags: []) { __typename } b: tagsAdd(id: "1", tags: []) { __typename } }`,
      ),
    ).toMatchObject({ message: "You must specify a single top level mutation." });
    expect(
      await refused(`mutation { bulkOperationRunQuery(query: "{ shop { id } }") { __typename } }`),
    ).toMatchObject({ message: "You must use an allowed mutation name." });
    const codes = "codes(first: 1) { nodes { code } }";
    expect(
      await refused(`mutation ($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
        discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) { bulkCreation { ${codes} again: ${codes} } } }`),
    ).toMatchObject({ message: "Bulk mutations cannot contain more than 1 connection." });
    expect(await code(path(target), { clientIdentifier: "short" })).toMatchObject({
      code: "INVALID_MUTATION",
    });
  });

  test("runs beside four others, and a sixth has to wait", async () => {
    const { newTarget, upload, path, run, line, passSeconds } = await openBulkShop();
    const target = await newTarget();
    await upload(target, line("A"));
    for (let nth = 1; nth <= 5; nth += 1) expect((await run(path(target))).userErrors).toEqual([]);
    expect((await run(path(target))).userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }]);
    passSeconds(2);
    expect((await run(path(target))).userErrors).toEqual([]);
  });

  test("fails after a day and leaves what it had done", async () => {
    const { start, look, read, line, passSeconds, signInAgain } = await openBulkShop(DAY_SECONDS * 600);
    const { id } = await start([line("A"), line("B")].join("\n"));
    passSeconds(DAY_SECONDS + 1);
    await signInAgain();
    const failed = await look(id);
    expect(failed).toMatchObject({ status: "FAILED", errorCode: "TIMEOUT", url: null });
    expect(await read(failed.partialDataUrl)).toMatchObject([{ __lineNumber: 1 }]);
  });

  test("fails when its file is changed under it", async () => {
    const { start, look, upload, line, passSeconds } = await openBulkShop();
    const { id, target } = await start([line("A"), line("B")].join("\n"));
    passSeconds(1);
    await upload(target, line("C"));
    passSeconds(5);
    expect(await look(id)).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" });
  });

  test("keeps its result for seven days", async () => {
    const { start, look, read, line, passSeconds, signInAgain } = await openBulkShop();
    const { id } = await start(line("A"));
    passSeconds(2);
    const { url } = await look(id);
    expect(await read(url?.replace(/=.*/, "=guessed") ?? null)).toBe(403);
    passSeconds(7 * DAY_SECONDS);
    await signInAgain();
    expect(await look(id)).toMatchObject({ status: "EXPIRED", url: null });
    expect(await read(url)).toBe(400);
  });

  test("tells the app when it is over", async () => {
    const shop = await openBulkShop();
    const told: unknown[] = [];
    const { id } = await shop.start(shop.line("A"));
    shop.sandbox.tellApp = (topic, payload) => told.push([topic, payload]);
    shop.passSeconds(5);
    await shop.look(id);
    const body = { admin_graphql_api_id: id, status: "completed", error_code: null, type: "mutation" };
    expect(told).toMatchObject([["bulk_operations/finish", body]]);
  });
});
