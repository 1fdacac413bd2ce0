import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { answerOf, type Integration, mountedApi, newIntegration } from "#test/support/api.ts";
import { freshDatabase } from "#test/support/database.ts";
import { uploadDirectoryOfItsOwn } from "#test/support/upload-directory.ts";

const uploads = uploadDirectoryOfItsOwn();
freshDatabase();

const app = mountedApi();
let me: Integration;
beforeAll(async () => {
  me = await newIntegration(app);
});

const CLAIM = {
  pool: "welcome",
  campaign: { id: "welcome-2026", type: "automation" },
  recipients: [{ key: "k", contact: "ada@example.com" }],
};

async function refusal(response: Response): Promise<string> {
  const { status, body } = await answerOf(response);
  return `${status} ${(body as { code: string }).code}`;
}

describe("a body", () => {
  test.each([
    [{ "content-type": null }, "415 unsupported_media_type"],
    [{ "content-type": "text/plain" }, "415 unsupported_media_type"],
    [{ "content-type": "text/csv" }, "415 unsupported_media_type"],
    [{ "content-type": "application/x-www-form-urlencoded" }, "415 unsupported_media_type"],
    [{ "content-type": "application/json; charset=iso-8859-1" }, "415 unsupported_media_type"],
    [{ "content-encoding": "gzip" }, "415 unsupported_media_type"],
    [{ "content-encoding": "br" }, "415 unsupported_media_type"],
    [{ "content-type": "Application/JSON; Charset=UTF-8" }, "404 not_found"],
    [{ "content-encoding": "identity" }, "404 not_found"],
  ])("of JSON sent with %j", async (headers, expected) => {
    expect(await refusal(await me.call("POST", "/api/v1/claims", { json: CLAIM, headers }))).toBe(expected);
  });

  test("that is compressed is refused even when its type says JSON", async () => {
    const raw = gzipSync(JSON.stringify(CLAIM));
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { raw, headers }))).toBe(
      "415 unsupported_media_type",
    );
  });

  test("of JSON that is not UTF-8 is refused for that, not for its signature", async () => {
    const raw = Buffer.from('{"pool":"caf\xe9"}', "latin1");
    const headers = { "content-type": "application/json" };
    const response = await me.call("POST", "/api/v1/claims", { raw, headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("UTF-8") });
  });

  test("of CSV that is not UTF-8 is refused and leaves no file", async () => {
    const csv = Buffer.from("code\nCAF\xc9\n", "latin1");
    const response = await me.call("POST", "/api/v1/pools/p/codes", { csv });
    expect(response.status).toBe(400);
    expect(await uploads.files()).toEqual([]);
  });

  test.each(['{"pool":', "", "[1,2", "{'pool':1}"])("%j is not JSON", async (raw) => {
    const headers = { "content-type": "application/json" };
    const response = await me.call("POST", "/api/v1/claims", { raw, headers });
    expect(await answerOf(response)).toMatchObject({
      status: 400,
      body: { code: "invalid_request", detail: "The body is not valid JSON." },
    });
  });

  test("over the limit is refused by its length alone", async () => {
    const headers = { "content-type": "application/json", "content-length": "1000001" };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { raw: "{}", headers }))).toBe(
      "413 too_large",
    );
  });

  test("over the limit is refused while it is read, whatever its length said", async () => {
    const raw = " ".repeat(1_000_001);
    const headers = { "content-type": "application/json" };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { raw, headers }))).toBe("413 too_large");
  });

  test("of exactly the limit is read", async () => {
    const json = JSON.stringify(CLAIM);
    const raw = json + " ".repeat(1_000_000 - json.length);
    const headers = { "content-type": "application/json" };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { raw, headers }))).toBe("404 not_found");
  });

  test("of a file with a wrong signature is thrown away", async () => {
    const csv = "code\nA-1\n";
    const signed = { body: "code\nA-2\n" };
    expect(await refusal(await me.call("POST", "/api/v1/pools/p/codes", { csv, signed }))).toBe(
      "401 unauthorized",
    );
    expect(await uploads.files()).toEqual([]);
  });

  test("of a file for a pool that does not exist is thrown away", async () => {
    expect(await refusal(await me.call("POST", "/api/v1/pools/p/codes", { csv: "code\nA-1\n" }))).toBe(
      "404 not_found",
    );
    expect(await uploads.files()).toEqual([]);
  });

  test("of a file is never stored for a key that does not exist, and answers like any wrong key", async () => {
    const headers = { "x-api-key-id": "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC" };
    for (const csv of ["code\nA-1\n", `code\n${"A".repeat(5_000_000)}`])
      expect(await refusal(await me.call("POST", "/api/v1/pools/p/codes", { csv, headers }))).toBe(
        "401 unauthorized",
      );
    expect(await uploads.files()).toEqual([]);
  });
});

describe("a field", () => {
  const recipient = { key: "k", contact: "ada@example.com" };
  test.each([
    ["missing", { ...CLAIM, pool: undefined }, "pool", "This field is required."],
    ["of another type", { ...CLAIM, pool: 7 }, "pool", "Must be a string, not a number."],
    ["null", { ...CLAIM, campaign: null }, "campaign", "Must be an object, not null."],
    [
      "outside of its choices",
      { ...CLAIM, campaign: { id: "c", type: "drip" } },
      "campaign.type",
      'Must be "automation" or "broadcast".',
    ],
    [
      "missing inside of another",
      { ...CLAIM, campaign: { type: "automation" } },
      "campaign.id",
      "This field is required.",
    ],
    ["with an unknown mode", { ...CLAIM, mode: "dry" }, "mode", 'Must be "live" or "test".'],
    ["without entries", { ...CLAIM, recipients: [] }, "recipients", "Needs at least 1 entry."],
    [
      "with too many entries",
      { ...CLAIM, recipients: Array(1_001).fill(recipient) },
      "recipients",
      "Takes at most 1,000 entries in one request.",
    ],
    [
      "empty",
      { ...CLAIM, recipients: [{ ...recipient, key: "" }] },
      "recipients.0.key",
      "Use 1 to 200 characters and no control characters.",
    ],
    [
      "too long",
      { ...CLAIM, recipients: [recipient, { ...recipient, key: "k".repeat(201) }] },
      "recipients.1.key",
      "Use 1 to 200 characters and no control characters.",
    ],
    [
      "with a control character",
      { ...CLAIM, recipients: [{ ...recipient, key: "a\u0000b" }] },
      "recipients.0.key",
      "Use 1 to 200 characters and no control characters.",
    ],
    [
      "with half a surrogate pair",
      { ...CLAIM, recipients: [{ ...recipient, key: "\ud800" }] },
      "recipients.0.key",
      "Use 1 to 200 characters and no control characters.",
    ],
    [
      "blank",
      { ...CLAIM, recipients: [{ ...recipient, contact: "  " }] },
      "recipients.0.contact",
      "Use 1 to 320 characters; spaces around them do not count.",
    ],
    [
      "of a contact too long",
      { ...CLAIM, recipients: [{ ...recipient, contact: "c".repeat(321) }] },
      "recipients.0.contact",
      "Use 1 to 320 characters; spaces around them do not count.",
    ],
  ])("%s is named with what to do", async (_, json, path, message) => {
    const response = await me.call("POST", "/api/v1/claims", { json });
    expect(await answerOf(response)).toMatchObject({
      status: 400,
      body: { code: "invalid_request", errors: [{ path, message }] },
    });
  });

  test("of the query is checked too", async () => {
    const response = await me.call("GET", "/api/v1/pools?limit=101&type=liquid");
    expect(await answerOf(response)).toMatchObject({
      status: 400,
      body: {
        errors: [
          { path: "type", message: 'Must be "static" or "dynamic".' },
          { path: "limit", message: "Must be at most 100." },
        ],
      },
    });
  });

  test("of 200 characters beyond the basic plane is not too long", async () => {
    const json = { ...CLAIM, recipients: [{ ...recipient, key: "🎁".repeat(200) }] };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { json }))).toBe("404 not_found");
  });

  test("that nobody knows is let be: the contract may grow", async () => {
    const json = { ...CLAIM, someday: true, recipients: [{ ...recipient, store: "shop-1", extra: 1 }] };
    expect(await refusal(await me.call("POST", "/api/v1/claims", { json }))).toBe("404 not_found");
  });
});
