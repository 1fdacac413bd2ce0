import { afterEach, describe, expect, test } from "vitest";
import { createSandboxAdmin } from "#sandbox/admin/create-sandbox-admin.ts";
import { queueCreation } from "#sandbox/shopify/discounts/bulk-work.ts";
import { createDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { allCodes } from "#sandbox/shopify/discounts/inspect.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { createFaults, FAULTS, type Fault } from "#sandbox/shopify/faults/faults.ts";
import { listen } from "#sandbox/web/listen.ts";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

const TITLE = `mutation ($id: ID!, $title: String!) { discountCodeBasicUpdate(id: $id, basicCodeDiscount: { title: $title }) {
  codeDiscountNode { id } userErrors { message } } }`;
const ADD = `mutation ($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
  discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) { bulkCreation { id } userErrors { message } } }`;

async function openWithDiscount() {
  const shop = await openSandboxShop();
  const terms = plainTerms("Old", "2026-11-23T00:00:00Z");
  const made = createDiscount(shop.sandbox, { kind: "DiscountCodeBasic", terms, code: "FIRST", by: "app" });
  if (!made.ok) throw new Error(made.error.message);
  const { number } = made.discount;
  const id = `gid://shopify/DiscountCodeNode/${number}`;
  return {
    ...shop,
    id,
    number,
    title: () => shop.sandbox.discounts.discounts.get(number)?.title,
    retitle: async (title: string) => await shop.call(TITLE, { id, title }),
  };
}

describe("a request", () => {
  test("is throttled with status 200 while the bucket is empty, which the answer says", async () => {
    const { sandbox, retitle, title, passSeconds } = await openWithDiscount();
    sandbox.faults.next("throttle");
    const answer = await retitle("New");
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
      extensions: {
        cost: { actualQueryCost: null, throttleStatus: { currentlyAvailable: 0, restoreRate: 100 } },
      },
    });
    expect(title()).toBe("Old");
    passSeconds(1);
    expect((await retitle("New")).status).toBe(200);
    expect(title()).toBe("New");
  });

  test("is answered with a 5xx and nothing was done", async () => {
    const { sandbox, retitle, title } = await openWithDiscount();
    sandbox.faults.next("serverError", 10);
    for (let i = 0; i < 10; i++) expect((await retitle("New")).status).toBeGreaterThanOrEqual(500);
    expect(title()).toBe("Old");
  });

  test.each([
    ["cutBefore", "Old"],
    ["cutAfter", "New"],
  ] as const)("%s: the call fails as fetch does, and the work is or is not done", async (fault, expected) => {
    const { sandbox, retitle, title } = await openWithDiscount();
    sandbox.faults.next(fault);
    await expect(retitle("New")).rejects.toThrow("fetch failed");
    expect(title()).toBe(expected);
  });

  test("gets no answer until the caller gives up; about half of the time it was done", async () => {
    const { sandbox, retitle, title } = await openWithDiscount();
    sandbox.faults.set({ probability: { timeOut: 1 }, timeOutMilliseconds: 1 });
    let done = 0;
    for (let i = 0; i < 20; i++) {
      await expect(retitle(`New ${i}`)).rejects.toThrow("fetch failed");
      if (title() === `New ${i}`) done++;
    }
    expect(done).toBeGreaterThan(3);
    expect(done).toBeLessThan(17);
  });

  test("is refused with 401 once its token is revoked", async () => {
    const { sandbox, retitle, signInAgain } = await openWithDiscount();
    sandbox.faults.next("tokenRevoked");
    expect((await retitle("New")).status).toBe(401);
    await signInAgain();
    expect((await retitle("New")).status).toBe(200);
  });

  test("of a frozen shop is refused with 402", async () => {
    const { sandbox, retitle } = await openWithDiscount();
    sandbox.state.change((data) => {
      data.isFrozen = true;
    });
    expect((await retitle("New")).status).toBe(402);
  });

  test("that is not meant is left alone", async () => {
    const { sandbox, retitle, call } = await openWithDiscount();
    sandbox.faults.set({ probability: { serverError: 1 }, only: ["discountCodeBasicUpdate"] });
    expect((await retitle("New")).status).toBeGreaterThanOrEqual(500);
    expect((await call("{ shop { name } }")).status).toBe(200);
  });
});

describe("a batch of codes", () => {
  const codes = Array.from({ length: 50 }, (_, i) => ({ code: `C-${i}` }));

  test("loses some to somebody else, who keeps them", async () => {
    const { sandbox, query, id, passSeconds } = await openWithDiscount();
    sandbox.faults.next("duplicates");
    await query(ADD, { discountId: id, codes });
    passSeconds(1);
    const all = [...allCodes(sandbox)];
    const others = all.filter(({ isMadeByApp }) => !isMadeByApp);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ discountId }) => discountId !== id)).toBe(true);
    expect(all).toHaveLength(51);
    expect(
      [...sandbox.discounts.creations.values()][0]?.results?.filter((one) => typeof one !== "number"),
    ).toEqual(others.map(() => ({ code: "TAKEN", message: expect.any(String) })));
  });

  test("fails in part, and the rest is there", async () => {
    const { sandbox, query, id, passSeconds } = await openWithDiscount();
    sandbox.faults.next("partialFailure");
    await query(ADD, { discountId: id, codes });
    passSeconds(1);
    const created = [...allCodes(sandbox)].length - 1;
    expect(created).toBeLessThan(50);
    expect(created).toBeGreaterThanOrEqual(40);
  });
});

describe("a webhook", () => {
  test("gets lost", async () => {
    const { sandbox, retitle, webhooks } = await openWithDiscount();
    await sandbox.webhooksDone();
    webhooks.length = 0;
    sandbox.faults.next("webhookLost");
    await retitle("New");
    await sandbox.webhooksDone();
    expect(webhooks).toEqual([]);
    expect(sandbox.state.data.deliveries[0]?.outcome).toBe("lost");
  });

  test("comes twice with the same id", async () => {
    const { sandbox, retitle, webhooks } = await openWithDiscount();
    await sandbox.webhooksDone();
    webhooks.length = 0;
    sandbox.faults.next("webhookRepeated");
    await retitle("New");
    await sandbox.webhooksDone();
    expect(webhooks.map(({ topic }) => topic)).toEqual(["discounts/update", "discounts/update"]);
    expect(webhooks[0]?.id).toBe(webhooks[1]?.id);
  });
});

describe("what is drawn", () => {
  const run = (seed: number, also: Partial<Record<Fault, number>> = {}) => {
    const faults = createFaults();
    faults.set({ seed, probability: { serverError: 0.3, ...also } });
    return Array.from({ length: 200 }, () => {
      faults.happens("throttle");
      return faults.happens("serverError");
    });
  };

  test("follows from the seed, whatever other faults are on", () => {
    expect(run(7)).toEqual(run(7));
    expect(run(7)).toEqual(run(7, { throttle: 0.5 }));
    expect(run(7)).not.toEqual(run(8));
  });

  test("happens about as often as it should", () => {
    const faults = createFaults();
    for (const fault of Object.keys(FAULTS) as Fault[]) {
      faults.set({ probability: { [fault]: 0.25 } });
      const count = Array.from({ length: 4_000 }, () => faults.happens(fault)).filter(Boolean).length;
      expect(count).toBeGreaterThan(900);
      expect(count).toBeLessThan(1_100);
    }
  });
});

describe("over a socket", () => {
  const servers: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  test("the connection is really cut, after the work was done", async () => {
    const { sandbox, id, title } = await openWithDiscount();
    const admin = await listen(createSandboxAdmin(sandbox, "http://127.0.0.1:1"), 0);
    servers.push(admin);
    const [token] = Object.keys(sandbox.state.data.accessTokens);
    const ask = async (newTitle: string, signal?: AbortSignal) =>
      await fetch(`${admin.url}/admin/api/2026-10/graphql.json`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-forwarded-host": "demo-shop.myshopify.com",
          "x-shopify-access-token": token ?? "",
        },
        body: JSON.stringify({ query: TITLE, variables: { id, title: newTitle } }),
        ...(signal ? { signal } : {}),
      });
    sandbox.faults.next("cutAfter");
    await expect(ask("New")).rejects.toThrow("fetch failed");
    expect(title()).toBe("New");
    sandbox.faults.next("timeOut");
    await expect(ask("Newer", AbortSignal.timeout(50))).rejects.toThrow(/aborted|timeout/i);
    const answer = await ask("Newest");
    expect([answer.status, title()]).toEqual([200, "Newest"]);
  });
});

test("bulk work that waits when a discount is asked for is not done early", async () => {
  const { sandbox, number } = await openWithDiscount();
  queueCreation(sandbox.discounts, sandbox.pace, sandbox.now(), {
    discount: number,
    codes: ["X"],
    failing: [],
  });
  expect([...allCodes(sandbox)].map(({ code }) => code)).toEqual(["FIRST"]);
});
