import { beforeEach, describe, expect, test } from "vitest";
import { DEMO_SHOP } from "#app/config/demo-secrets.ts";
import { env } from "#app/config/env.server.ts";
import { database } from "#app/db/database.server.ts";
import { type ShopAccess, shopifyAdminClient } from "#app/platforms/shopify/admin-client.server.ts";
import { SHOP_DETAILS } from "#app/platforms/shopify/documents/shop-documents.ts";
import { type RenewalClock, renewToken } from "#app/platforms/shopify/renew-token.server.ts";
import type { SessionTokens } from "#app/platforms/shopify/session-tokens.server.ts";
import { RENEWAL_LEASE_SECONDS } from "#app/platforms/shopify/shopify-limits.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";
import { mintSessionToken } from "#sandbox/shopify/session-token.ts";
import { sandboxShopify } from "#test/support/answer-outgoing-requests.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const { state, faults } = sandboxShopify;

let access: ShopAccess;

beforeEach(async () => {
  // Imported late: the first import reads the environment and takes hold of fetch.
  const { SHOP_ACCESS } = await import("#app/shopify.server.ts");
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  access = SHOP_ACCESS;
  faults.clear();
  await database().pool.query("truncate shopify_sessions");
  await requireMerchant(await openDashboard());
});

async function openDashboard(): Promise<Request> {
  const token = await mintSessionToken(sandboxShopify.app, DEMO_SHOP, state.data.user.id, new Date());
  const host = Buffer.from("admin.shopify.com/store/demo-shop").toString("base64");
  const query = new URLSearchParams({ embedded: "1", shop: DEMO_SHOP, host, id_token: token });
  const agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0";
  return new Request(`${env().APP_URL}/app?${query}`, { headers: { "user-agent": agent } });
}

/** What one process has: everything but the database is its own. */
function process(tokens: Partial<SessionTokens> = {}) {
  return { ...access, tokens: { ...access.tokens, ...tokens } };
}

/** Waits for nobody, and counts how long it would have. */
function patientClock(onWait: (waited: number) => Promise<unknown> = async () => {}) {
  const clock = {
    waited: 0,
    now: () => new Date(),
    wait: async (seconds: number) => {
      clock.waited += seconds;
      await onWait(clock.waited);
    },
  };
  return clock;
}

const renew = async (more: { clock?: RenewalClock; tokens?: Partial<SessionTokens> } = {}) =>
  await renewToken({
    ...process(more.tokens),
    shop: DEMO_SHOP,
    clock: more.clock ?? patientClock(),
    refusedToken: await accessToken(),
  });
const stored = async () => {
  const found = await access.tokens.load(DEMO_SHOP);
  if (!found?.session) throw new Error("There is no session.");
  return { ...found, session: found.session };
};
const accessToken = async () => (await stored()).session.accessToken ?? "";
const ask = async (shop: ShopAccess = process()) =>
  await shopifyAdminClient({ shop: DEMO_SHOP, access: shop }).graphql(SHOP_DETAILS, {});
/** Pairs that were issued to the app for the shop. */
const issued = () => Object.keys(state.data.refreshTokens).length;
const endAccess = () =>
  state.change((data) => {
    data.accessTokens = {};
  });
const leaseEnds = async () => {
  await database().pool.query(`update shopify_sessions set "refreshUntil" = now() - interval '1 second'`);
};
/** So many seconds before the stored token ends. */
const near = async (seconds: number) => {
  await database().prisma.session.updateMany({ data: { expires: new Date(Date.now() + seconds * 1_000) } });
};

describe("a token that Shopify refuses", () => {
  test("is renewed by one of many processes; the others wait and use the new one", async () => {
    const before = issued();
    endAccess();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true));
    expect(issued()).toBe(before + 1);
  });

  test("is replaced together with its refresh token, and the lease is over", async () => {
    const before = await stored();
    expect(await renew()).toMatchObject({ ok: true });
    const after = await stored();
    expect(after.accessSeal).not.toBe(before.accessSeal);
    expect(after.refreshSeal).not.toBe(before.refreshSeal);
    expect(Object.keys(state.data.refreshTokens)).toContain(after.session.refreshToken);
    const { expiresAt } = state.data.accessTokens[after.session.accessToken ?? ""] ?? { expiresAt: 0 };
    expect(Math.abs((after.session.expires?.getTime() ?? 0) - expiresAt)).toBeLessThan(5_000);
    const { rows } = await database().pool.query(
      `select "refreshHolder" as holder, "refreshUntil" as until from shopify_sessions where not "isOnline"`,
    );
    expect(rows).toEqual([{ holder: null, until: null }]);
  });

  test("is renewed with the same refresh token when the answer was lost", async () => {
    const before = await stored();
    faults.next("renewalCut");
    expect(await renew()).toMatchObject({ ok: false, failure: { kind: "later" } });
    expect((await stored()).refreshSeal).toBe(before.refreshSeal);
    expect(await renew()).toMatchObject({ ok: true });
    expect(await ask()).toMatchObject({ ok: true });
  });

  test("is renewed by the next call when the database failed in the midst of it", async () => {
    endAccess();
    let loads = 0;
    const shop = process({
      load: async (domain) => {
        loads += 1;
        // The second look is the one after Shopify's refusal.
        if (loads === 2) throw new Error("the connection was lost");
        return await access.tokens.load(domain);
      },
    });
    const client = shopifyAdminClient({ shop: DEMO_SHOP, access: shop });
    await expect(client.graphql(SHOP_DETAILS, {})).rejects.toThrow("the connection was lost");
    expect(await client.graphql(SHOP_DETAILS, {})).toMatchObject({ ok: true });
  });

  test("is renewed by another process when one dies in the middle, once its lease has run out", async () => {
    const dying = renew({
      tokens: {
        replace: async () => {
          throw new Error("killed");
        },
        endLease: async () => {},
      },
    });
    await expect(dying).rejects.toThrow("killed");
    const clock = patientClock(async (waited) => {
      if (waited === 5) await leaseEnds();
    });
    expect(await renew({ clock })).toMatchObject({ ok: true });
    expect(clock.waited).toBe(5);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test("is waited for no longer than a lease lasts", async () => {
    expect(await access.tokens.takeLease(await stored(), "somebody", 1_000)).toBe(true);
    const clock = patientClock();
    expect(await renew({ clock })).toMatchObject({ ok: false, failure: { kind: "later" } });
    expect(clock.waited).toBe(RENEWAL_LEASE_SECONDS);
  });

  test("is not brought back by a process whose lease ran out", async () => {
    let byOther = "";
    const late = await renew({
      tokens: {
        replace: async (old, renewed) => {
          await leaseEnds();
          expect(await renew()).toMatchObject({ ok: true });
          byOther = await accessToken();
          return await access.tokens.replace(old, renewed);
        },
      },
    });
    expect(late).toMatchObject({ ok: true, value: { accessToken: byOther } });
    expect(await accessToken()).toBe(byOther);
  });

  test("makes way for the tokens of a new installation", async () => {
    let fresh = "";
    const { requireMerchant } = await import("#app/pages/merchant.server.ts");
    const late = await renew({
      tokens: {
        replace: async (old, renewed) => {
          await database().pool.query(`delete from shopify_sessions where "isOnline"`);
          await requireMerchant(await openDashboard());
          fresh = await accessToken();
          return await access.tokens.replace(old, renewed);
        },
      },
    });
    expect(late).toMatchObject({ ok: true, value: { accessToken: fresh } });
  });
});

describe("a token that ends soon", () => {
  test("is renewed ahead of its end by one process, while the others go on with it", async () => {
    await near(200);
    const before = await accessToken();
    expect(await access.tokens.takeLease(await stored(), "somebody", 30)).toBe(true);
    const clock = patientClock();
    const other = await renewToken({ ...process(), shop: DEMO_SHOP, clock });
    expect(other).toMatchObject({ ok: true, value: { accessToken: before } });
    expect(clock.waited).toBe(0);
  });

  test("goes on being used when Shopify does not answer", async () => {
    await near(200);
    const before = await accessToken();
    faults.next("renewalCut");
    const renewed = await renewToken({ ...process(), shop: DEMO_SHOP, clock: patientClock() });
    expect(renewed).toMatchObject({ ok: true, value: { accessToken: before } });
  });

  test("is not renewed by Shopify's library, which asks nobody", async () => {
    await near(60);
    const before = issued();
    const { unauthenticated } = await import("#app/shopify.server.ts");
    const { session } = await unauthenticated.admin(DEMO_SHOP);
    expect([issued(), session.accessToken]).toEqual([before, await accessToken()]);
  });
});

test("a dead refresh token is told from an outage, and whoever opens the app next brings new ones", async () => {
  state.change((data) => {
    Object.assign(data, { accessTokens: {}, refreshTokens: {} });
  });
  expect(await ask()).toMatchObject({ ok: false, failure: { reason: "reconnect_needed" } });
  const { requireMerchant } = await import("#app/pages/merchant.server.ts");
  await requireMerchant(await openDashboard());
  expect(await ask()).toMatchObject({ ok: true });
});

test("a session without its refresh token never takes the place of one with it", async () => {
  const { librarySessionStorage } = await import("#app/platforms/shopify/library-session-storage.server.ts");
  const { session } = await stored();
  const kept: string[] = [];
  const library = librarySessionStorage({
    storeSession: async ({ id }) => {
      kept.push(id);
      return true;
    },
    loadSession: async () => session,
    deleteSession: async () => true,
    deleteSessions: async () => true,
    findSessionsByShop: async () => [session],
  });
  const copy = await library.loadSession(session.id);
  expect(copy).toMatchObject({ accessToken: session.accessToken, refreshToken: undefined });
  expect((await library.findSessionsByShop(DEMO_SHOP)).map(({ refreshToken }) => refreshToken)).toEqual([
    undefined,
  ]);
  if (copy) await library.storeSession(copy);
  expect(kept).toEqual([]);
  await library.storeSession(session);
  expect(kept).toEqual([session.id]);
});

test("whatever is cut or killed, the shop's stored pair is one that Shopify takes", async () => {
  const random = seededRandom(20_261_124);
  for (let round = 0; round < 60; round += 1) {
    if (random() < 0.7) endAccess();
    if (random() < 0.3) await near(random() * 700 - 200);
    faults.set({ seed: round + 1, probability: { renewalCut: 0.3 } });
    const processes = [0, 1, 2].map(() => {
      const isKilled = random() < 0.25;
      const tokens: Partial<SessionTokens> = isKilled
        ? {
            replace: async () => {
              throw new Error("killed");
            },
            endLease: async () => {},
          }
        : {};
      const clock = patientClock(async (waited) => {
        if (waited > 3) await leaseEnds();
      });
      return shopifyAdminClient({ shop: DEMO_SHOP, access: process(tokens), clock })
        .graphql(SHOP_DETAILS, {})
        .catch((error: unknown) => error);
    });
    for (const result of await Promise.all(processes)) {
      if (result instanceof Error) expect(result.message).toBe("killed");
      else expect(result).not.toMatchObject({ failure: { kind: "unreachable" } });
    }
  }
  faults.clear();
  endAccess();
  await leaseEnds();
  expect(await ask()).toMatchObject({ ok: true });
});
