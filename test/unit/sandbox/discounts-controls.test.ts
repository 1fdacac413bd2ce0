import { describe, expect, test } from "vitest";
import { createSandboxAdmin } from "#sandbox/admin/create-sandbox-admin.ts";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

const own = "http://127.0.0.1:4601";

async function open() {
  const shop = await openSandboxShop({ firstDiscounts: "demo" });
  const admin = createSandboxAdmin(shop.sandbox, "http://127.0.0.1:4600");
  const numberOf = (title: string) =>
    [...shop.sandbox.discounts.discounts.values()].find((one) => one.title === title)?.number ?? 0;
  return {
    ...shop,
    admin,
    numberOf,
    get: async (path: string) => await (await admin.request(own + path)).text(),
    post: async (path: string, form: Record<string, string> = {}) =>
      await admin.request(own + path, { method: "POST", body: new URLSearchParams(form) }),
  };
}

const order = {
  code: "summer15",
  email: "somebody@customers.example",
  variantId: "gid://shopify/ProductVariant/700100",
  quantity: "2",
  shippingPrice: "4.95",
  country: "NL",
  at: "",
};

describe("the page of discounts", () => {
  test("lists them and finds a code without regard to case", async () => {
    const { get } = await open();
    const page = await get("/controls/discounts?code=summer15");
    expect(page).toContain("Buy 2 bags of beans, get a mug");
    expect(page).toMatch(/<code>SUMMER15<\/code> belongs to/);
    expect(await get("/controls/discounts?code=%3Cb%3E")).toContain("has the code <code>&lt;b&gt;</code>");
  });

  test("places an order with a code and says what it took off", async () => {
    const { post, sandbox } = await open();
    const page = await (await post("/controls/orders", order)).text();
    expect(page).toContain("Order #1001 is placed.");
    expect(page).toContain("€4.80 off with “Summer sale”");
    expect(sandbox.state.data.orders).toMatchObject([
      { code: "SUMMER15", discountAmount: 4.8, total: 32.15 },
    ]);
  });

  test("says why a code is refused, also at another time", async () => {
    const { post } = await open();
    const page = await (await post("/controls/orders", { ...order, at: "2026-12-24T12:00:00" })).text();
    expect(page).toContain("Enter a valid discount code or gift card");
    expect(page).toContain("Refused: ended.");
  });
});

describe("a discount", () => {
  test("is edited as by the merchant, and the app is told", async () => {
    const { post, numberOf, sandbox, webhooks } = await open();
    const number = numberOf("Summer sale");
    const answer = await post(`/controls/discounts/${number}/edit`, {
      title: "Summer sale",
      percent: "20",
      startsAt: "2026-11-01T00:00",
      endsAt: "",
      usageLimit: "3",
      minimumSubtotal: "50",
      shippingDiscounts: "on",
    });
    expect(answer.status).toBe(303);
    expect(sandbox.discounts.discounts.get(number)).toMatchObject({
      startsAt: "2026-11-01T00:00:00Z",
      endsAt: null,
      usageLimit: 3,
      minimum: { kind: "subtotal", amount: 50 },
      combinesWith: { product: false, order: false, shipping: true },
      gets: { value: { share: 0.2 } },
    });
    await sandbox.webhooksDone();
    expect(webhooks.at(-1)).toMatchObject({ topic: "discounts/update", body: { title: "Summer sale" } });
  });

  test("is deactivated, activated and deleted", async () => {
    const { post, get, numberOf, sandbox, webhooks } = await open();
    const number = numberOf("Summer sale");
    await post(`/controls/discounts/${number}/deactivate`);
    expect(await get(`/controls/discounts/${number}`)).toContain("EXPIRED");
    await post(`/controls/discounts/${number}/activate`);
    expect(await get(`/controls/discounts/${number}`)).toContain("ACTIVE");
    await post(`/controls/discounts/${number}/delete`);
    expect((await post(`/controls/discounts/${number}/activate`)).status).toBe(404);
    await sandbox.webhooksDone();
    expect(webhooks.map(({ topic }) => topic).slice(-3)).toEqual([
      "discounts/update",
      "discounts/update",
      "discounts/delete",
    ]);
  });

  test("shows its codes a hundred at a time and searches them", async () => {
    const { get, numberOf, sandbox } = await open();
    const number = numberOf("Summer sale");
    const add = Array.from({ length: 150 }, (_, i) => `MORE-${i}`);
    sandbox.discounts.change({ add, to: number, from: sandbox.discounts.codes.next, by: "app" });
    const first = await get(`/controls/discounts/${number}`);
    expect(first).toContain("151 codes");
    expect(first).toContain("More codes");
    expect(first).not.toContain("MORE-149");
    expect(await get(`/controls/discounts/${number}?search=more-149`)).toContain("MORE-149");
  });

  test("is refused an end before its start", async () => {
    const { post, numberOf } = await open();
    const answer = await post(`/controls/discounts/${numberOf("Summer sale")}/edit`, {
      title: "X",
      startsAt: "2026-11-02T00:00",
      endsAt: "2026-11-01T00:00",
    });
    expect(answer.status).toBe(400);
  });
});

describe("speed and faults", () => {
  test("another plan has another bucket at once", async () => {
    const { post, sandbox } = await open();
    const pace = {
      latencyMilliseconds: "50",
      codesPerSecond: "",
      searchLagMilliseconds: "0",
      answerMilliseconds: "0",
    };
    await post("/controls/plan", { plan: "Plus", ...pace });
    expect(sandbox.throttle.status(sandbox.now())).toMatchObject({
      maximumAvailable: 20_000,
      restoreRate: 1_000,
    });
    expect([sandbox.pace.latencyMilliseconds, sandbox.state.data.isFrozen]).toEqual([50, false]);
  });

  test("are set on the page and by scripts, and shown with how often they happened", async () => {
    const { post, get, admin, sandbox } = await open();
    await post("/controls/faults", { throttle: "12.5", seed: "3", only: "discountNodes, shop" });
    expect(sandbox.faults.settings).toMatchObject({
      seed: 3,
      only: ["discountNodes", "shop"],
      probability: { throttle: 0.125 },
    });
    const answer = await admin.request(`${own}/sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ clear: true, only: null, next: { cutAfter: 2 } }),
    });
    expect(await answer.json()).toMatchObject({
      only: null,
      probability: { throttle: 0 },
      happened: { cutAfter: 0 },
    });
    expect(sandbox.faults.happens("cutAfter")).toBe(true);
    expect(await get("/controls/faults")).toContain("The connection is cut after the work was done");
  });

  test("a fault that does not exist is refused", async () => {
    const { admin } = await open();
    const answer = await admin.request(`${own}/sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ probability: { earthquake: 1 } }),
    });
    expect(answer.status).toBe(400);
  });

  test("every token can be ended, refresh tokens too", async () => {
    const { post, sandbox } = await open();
    await post("/controls/end-refresh-tokens");
    expect(sandbox.state.data).toMatchObject({ accessTokens: {}, refreshTokens: {} });
  });

  test("scripts read the discounts with their counts", async () => {
    const { get } = await open();
    const { codesCount, discounts } = JSON.parse(await get("/sandbox/discounts"));
    expect(codesCount).toBe(9);
    expect(discounts).toContainEqual(expect.objectContaining({ title: "Black Friday", status: "SCHEDULED" }));
  });
});
