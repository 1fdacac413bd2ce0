import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import type { Recipient } from "#sandbox/email/campaign-options.ts";
import { createEmailPlatform } from "#sandbox/email/create-email-platform.ts";
import { createReceivedCodes } from "#sandbox/email/received-codes.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const connection = { appUrl: "http://127.0.0.1:4600", apiKeyId: "cpk_test", apiSecret: secret };
const ada: Recipient = { key: "m-1", contact: "ada@example.com" };
const bram: Recipient = { key: "m-2", contact: "bram@example.com" };

const answer = (recipient: Recipient, outcome: string, code: string | null) => ({
  key: recipient.key,
  outcome,
  code,
  assignedAt: null,
  expiresAt: null,
});

describe("the check for codes that came twice", () => {
  test("different codes, repeats of a key and a shared fallback are all right", () => {
    const received = createReceivedCodes();
    for (const [recipient, outcome, code] of [
      [ada, "assigned", "A"],
      [ada, "repeated", "A"],
      [bram, "assigned", "B"],
      [{ key: "m-3", contact: "ada@example.com" }, "kept", "A"],
      [{ key: "m-4", contact: "chen@example.com" }, "fallback", "SHARED"],
      [{ key: "m-5", contact: "dana@example.com" }, "fallback", "SHARED"],
      [{ key: "m-5", contact: "dana@example.com" }, "repeated", "SHARED"],
      [{ key: "m-6", contact: "emil@example.com" }, "exhausted", null],
    ] as const) {
      expect(received.receive("pool", recipient, answer(recipient, outcome, code))).toEqual([]);
    }
    expect(received.codes).toBe(2);
  });

  test.each([
    ["one code assigned to two keys", [ada, "assigned", "A"], [bram, "assigned", "A"], /assigned twice/],
    ["one code assigned twice to one key", [ada, "assigned", "A"], [ada, "assigned", "A"], /assigned twice/],
    ["a key with two codes", [ada, "assigned", "A"], [ada, "repeated", "B"], /with A and then with B/],
    ["another person's code as a repeat", [ada, "assigned", "A"], [bram, "repeated", "A"], /two people/],
    ["a code seen as a repeat first", [ada, "repeated", "A"], [bram, "assigned", "A"], /two people/],
  ] as [string, Parameters<typeof answer>, Parameters<typeof answer>, RegExp][])(
    "%s is found",
    (_, first, second, expected) => {
      const received = createReceivedCodes();
      received.receive("pool", first[0], answer(...first));
      expect(received.receive("pool", second[0], answer(...second)).join()).toMatch(expected);
      expect(received.violations).toHaveLength(1);
    },
  );
});

/** A claim API that behaves: each key one code. It is asked through the platform's own fetch. */
function claimApi(refuse: (call: number) => Response | Error | undefined = () => undefined) {
  const codes = new Map<string, string>();
  const requests: Request[] = [];
  const api: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const payload = await request.clone().text();
    const target = new URL(request.url).pathname + new URL(request.url).search;
    new Webhook(secret).verify(
      `${request.method} ${target}\n${payload}`,
      Object.fromEntries(request.headers),
      {
        jsonParse: false,
      },
    );
    requests.push(request);
    const refusal = refuse(requests.length);
    if (refusal instanceof Error) throw refusal;
    if (refusal) return refusal;
    const { recipients } = JSON.parse(payload) as { recipients: Recipient[] };
    const claims = recipients.map((recipient) => {
      const known = codes.get(recipient.key);
      if (known) return answer(recipient, "repeated", known);
      const code = `CODE-${codes.size}`;
      codes.set(recipient.key, code);
      return answer(recipient, "assigned", code);
    });
    return Response.json({ claims, pool: { id: "pool_1", remaining: 1, percentRemaining: 1 } });
  };
  return { api, requests, codes };
}

const campaign = {
  pool: "welcome",
  campaign: { id: "welcome-2026", type: "automation" as const },
  recipients: 23,
  batchSize: 5,
};

describe("a campaign", () => {
  test("every recipient gets a code, repeated calls get the same ones, and every call is signed", async () => {
    const { api, requests } = claimApi();
    const platform = createEmailPlatform(connection, { fetch: api });
    const run = platform.startCampaign({ ...campaign, repeatPercent: 100, seed: 1 });
    await run.finished;
    expect(run).toMatchObject({
      status: "finished",
      answered: 23,
      failed: 0,
      violations: [],
      repeatedCalls: 5,
    });
    expect(run.outcomes).toEqual({ assigned: 23, repeated: 23 });
    expect(platform.received.codes).toBe(23);
    expect(new Set(requests.map((request) => request.headers.get("webhook-id"))).size).toBe(10);
  });

  test("busy answers and lost connections are repeated with the same keys", async () => {
    const busy = () =>
      Response.json({ code: "overloaded" }, { status: 503, headers: { "retry-after": "0" } });
    const { api, codes } = claimApi(
      (call) => ({ 1: busy(), 2: new TypeError("fetch failed"), 3: busy() })[call],
    );
    const run = createEmailPlatform(connection, { fetch: api }).startCampaign({ ...campaign, recipients: 3 });
    await run.finished;
    expect(run).toMatchObject({ answered: 3, failed: 0, retries: 3, calls: 4 });
    expect(codes.size).toBe(3);
    expect(run.problems.map(({ code, calls }) => [code, calls])).toEqual([
      ["overloaded", 2],
      ["no_answer", 1],
    ]);
  });

  test("recipients whose codes are still being made are asked for again, the others are not", async () => {
    let calls = 0;
    const asked: string[][] = [];
    const api: typeof fetch = async (_input, init) => {
      calls += 1;
      const { recipients } = JSON.parse(String(init?.body)) as { recipients: Recipient[] };
      asked.push(recipients.map(({ key }) => key));
      const claims = recipients.map((recipient, index) =>
        calls === 1 && index > 0
          ? answer(recipient, "not_ready", null)
          : answer(recipient, "assigned", recipient.key),
      );
      return Response.json({ claims, pool: null }, { headers: { "retry-after": "0" } });
    };
    const run = createEmailPlatform(connection, { fetch: api }).startCampaign({ ...campaign, recipients: 3 });
    await run.finished;
    expect(asked.map((keys) => keys.length)).toEqual([3, 2]);
    expect(run).toMatchObject({ answered: 3, failed: 0 });
  });

  test("a refusal is not repeated: its recipients count as failed, with the reason", async () => {
    const { api, requests } = claimApi(() =>
      Response.json({ code: "broadcast_not_enabled", detail: "Not enabled." }, { status: 403 }),
    );
    const run = createEmailPlatform(connection, { fetch: api }).startCampaign({ ...campaign, recipients: 3 });
    await run.finished;
    expect(requests).toHaveLength(1);
    expect(run).toMatchObject({ answered: 0, failed: 3 });
    expect(run.problems[0]).toMatchObject({ status: 403, code: "broadcast_not_enabled", calls: 1 });
  });
});

describe("the scripted entry", () => {
  test("a campaign is posted, watched and read back line by line", async () => {
    const { api } = claimApi();
    const { server } = createEmailPlatform(connection, { fetch: api });
    const post = async (path: string, body: unknown) =>
      await server.request(`http://127.0.0.1:4602${path}`, { method: "POST", body: JSON.stringify(body) });
    const { id } = (await (await post("/campaigns", campaign)).json()) as { id: string };
    const events = await (await server.request(`http://127.0.0.1:4602/campaigns/${id}/events`)).text();
    expect(events).toContain('"status":"finished"');
    const view = await (await server.request(`http://127.0.0.1:4602/campaigns/${id}`)).json();
    expect(view).toMatchObject({ status: "finished", answered: 23, outcomes: { assigned: 23 } });
    const lines = await (await server.request(`http://127.0.0.1:4602/campaigns/${id}/answers`)).text();
    expect(lines.trim().split("\n")).toHaveLength(23);
    const bad = await post("/campaigns", { ...campaign, recipients: 0 });
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ errors: [{ path: "recipients" }] });
  });

  test("pages of other sites can neither read nor send", async () => {
    const { server } = createEmailPlatform(connection);
    const elsewhere = await server.request("http://evil.example/check");
    const posted = await server.request("http://127.0.0.1:4602/reset", {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect([elsewhere.status, posted.status]).toEqual([403, 403]);
  });
});
