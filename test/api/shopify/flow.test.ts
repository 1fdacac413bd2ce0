import { beforeEach, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { database } from "#app/db/database.server.ts";
import { shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { FIRE_FLOW_TRIGGER } from "#app/platforms/shopify/documents/flow-documents.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const { state } = sandboxShopify;
const PAYLOAD = {
  "Pool name": "Spring",
  "Pool status": "low",
  "Codes left": 42,
  "Percent left": 4.2,
  "Pool URL": "https://admin.shopify.com/store/demo-shop/apps/key/app/pools/pool_1",
  "Event ID": "evt_1",
};

let storeId: string;

beforeEach(async () => {
  state.change((data) => {
    data.flowRuns = [];
    data.isFrozen = false;
  });
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  const { env } = await import("#app/config/env.server.ts");
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, 7, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  await requireMerchant(new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": agent } }));
  storeId = (await database().prisma.store.findFirstOrThrow({ where: { domain: DEMO_SHOP } })).id;
});

test("a shop is told by the app's own token, and Flow has what was told", async () => {
  const { fireFlowOf } = await import("#app/wiring/fire-flow-of.server.ts");
  expect(await fireFlowOf(storeId, PAYLOAD)).toEqual({ ok: true, value: null });
  expect(state.data.flowRuns).toMatchObject([{ handle: "pool-running-low", payload: PAYLOAD }]);
});

test("a field that the extension does not have is refused for good, and nothing ran", async () => {
  const { fireFlowOf } = await import("#app/wiring/fire-flow-of.server.ts");
  const wrong = await fireFlowOf(storeId, { ...PAYLOAD, "Pool handle": "spring" });
  expect(wrong).toMatchObject({
    ok: false,
    failure: { kind: "refused", detail: expect.stringContaining("Pool handle") },
  });
  expect(state.data.flowRuns).toEqual([]);
});

test("a frozen shop is out of reach, one that is not connected is not asked", async () => {
  const { fireFlowOf } = await import("#app/wiring/fire-flow-of.server.ts");
  state.change((data) => {
    data.isFrozen = true;
  });
  expect(await fireFlowOf(storeId, PAYLOAD)).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
  expect(await fireFlowOf("no-such-store", PAYLOAD)).toBeNull();
});

test.each<[string, { handle?: string; payload?: unknown }, RegExp]>([
  ["an unknown handle", { handle: "pool-running-dry" }, /no trigger with the handle/],
  ["a payload that is no object", { payload: ["Spring"] }, /must be an object/],
  ["a field too many", { payload: { ...PAYLOAD, Handle: "x" } }, /Handle is not a field/],
  ["another spelling", { payload: { ...PAYLOAD, "pool name": "x" } }, /pool name is not a field/],
  ["a field too few", { payload: { "Pool name": "Spring" } }, /is missing/],
  ["a text for a number", { payload: { ...PAYLOAD, "Codes left": "42" } }, /not a number_decimal/],
  ["a path for an address", { payload: { ...PAYLOAD, "Pool URL": "/app/pools/1" } }, /not a url/],
  ["several lines", { payload: { ...PAYLOAD, "Pool name": "a\nb" } }, /not a single_line_text_field/],
  ["50 KB and more", { payload: { ...PAYLOAD, "Pool name": "x".repeat(50_001) } }, /more than 50000/],
])("the sandbox refuses %s", async (_, wrong, message) => {
  const { SHOP_ACCESS } = await import("#app/shopify.server.ts");
  const admin = shopifyAdminClient({ shop: DEMO_SHOP, access: SHOP_ACCESS });
  const answer = await admin.graphql(FIRE_FLOW_TRIGGER, {
    handle: "pool-running-low",
    payload: PAYLOAD,
    ...wrong,
  });
  if (!answer.ok) throw new Error(answer.failure.detail);
  const { flowTriggerReceive } = answer.value.data as {
    flowTriggerReceive: { userErrors: { message: string }[] };
  };
  expect(flowTriggerReceive.userErrors.map((error) => error.message)).toEqual([
    expect.stringMatching(message),
  ]);
  expect(state.data.flowRuns).toEqual([]);
});
