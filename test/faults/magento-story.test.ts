import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { findPhp } from "#sandbox/magento/find-php.ts";
import { ShopRefused } from "#sandbox/magento/pretend-shop.ts";
import { type RunningMariadb, startMariadb } from "#sandbox/magento/start-mariadb.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { addCodes, codesNamed } from "#test/support/pool-with-codes.ts";
import { openRealModule, type RealModule } from "#test/support/real-module.ts";
import { type Service, startService } from "./magento-service.ts";

// The module's real classes in a pretend shop, over HTTP to the real program, on a good day.

const { url } = freshDatabase();
const CODES = 5_000;
const DAY_SECONDS = 86_400;

describe.skipIf(!findPhp().isThere)("a Magento shop", () => {
  let directory: string;
  let service: Service;
  let magento: RealModule;
  let mariadb: RunningMariadb | null;
  let rule: number;
  let pool: string;
  let days: string;
  const assigned = new Map<string, { code: string; expiresAt: string | null }>();

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "coupon-pools-magento-"));
    service = await startService(url(), directory);
    // A real shop's database where this machine has it.
    mariadb = await startMariadb(directory);
    magento = await openRealModule({
      service,
      database: mariadb?.dsn ?? join(directory, "shop.sqlite"),
      environment: mariadb?.environment,
    });
    rule = await magento.shop.do("createRule", { fields: { name: "Welcome 10%" } });
    // What it already sold under the rule, and what another rule holds.
    await magento.shop.do("createCoupon", { rule, code: "ANDY" });
  });
  afterAll(async () => {
    await magento?.stop();
    await mariadb?.stop();
    await service?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const exchange = () => magento.shop.do("sync");
  /** As the admin's page shows it. */
  async function poolNow(id: string): Promise<Record<string, unknown>> {
    const path = `/api/bridge/v1/pools/${id}`;
    return (await magento.shop.do<{ body: Record<string, unknown> }>("call", { path })).body;
  }
  async function exchangeUntil(isSo: () => Promise<boolean>): Promise<void> {
    for (let round = 0; round < 300; round += 1) {
      await exchange();
      if (await isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("It never became so.");
  }
  async function claim(from: string, keys: string[]): Promise<void> {
    const json = {
      pool: from,
      campaign: { id: "welcome", type: "automation" },
      recipients: keys.map((key) => ({ key, contact: `${key}@example.com` })),
    };
    const answer = await magento.email("POST", "/api/v1/claims", { json });
    expect(answer.status).toBe(200);
    const { claims } = (await answer.json()) as {
      claims: { key: string; outcome: string; code: string; expiresAt: string | null }[];
    };
    for (const { key, outcome, code, expiresAt } of claims) {
      expect(outcome).toBe("assigned");
      assigned.set(key, { code, expiresAt });
    }
  }
  async function redeemed(): Promise<number> {
    const { rows } = await database().pool.query<{ redeemed: number }>(
      "select redeemed from pools where id = $1",
      [pool],
    );
    return rows[0]?.redeemed ?? -1;
  }

  test("reports its rules, of which one becomes a template and two pools, and their buffers are filled", async () => {
    await exchange();
    const template = await magento.templateOf(rule, "Welcome");
    pool = await magento.poolOf(template, { bufferFixed: 6_000, codeFormat: { prefix: "MAG-" } });
    days = await magento.poolOf(template, { bufferFixed: 100, validDays: 5 });
    await exchangeUntil(async () => {
      const [one, other] = [await poolNow(pool), await poolNow(days)];
      return Number(one.ready) >= 6_000 && Number(other.ready) >= 100;
    });
    expect(await magento.shop.do("coupons", { rule, count: true })).toBe(6_101);
  });

  test(`${CODES} codes are claimed, each once, and the shop holds every one with the rule's uses`, async () => {
    for (let from = 0; from < CODES; from += 1_000) {
      await claim(
        pool,
        Array.from({ length: 1_000 }, (_, index) => `key-${from + index}`),
      );
    }
    const codes = [...assigned.values()].map(({ code }) => code);
    expect(new Set(codes).size).toBe(CODES);
    const coupons = await magento.shop.do<{ code: string; usage_limit: number; type: number }[]>("coupons", {
      codes,
      limit: CODES,
    });
    expect(new Set(coupons.map(({ code }) => code))).toEqual(new Set(codes));
    expect(coupons.every(({ usage_limit, type }) => Number(usage_limit) === 1 && Number(type) === 1)).toBe(
      true,
    );
  });

  test("orders with the codes are redemptions, as typed by the buyer; a cancelled one is none", async () => {
    const codes = [...assigned.values()].slice(0, 300).map(({ code }, index) => {
      if (index % 3 === 0) return code.toLowerCase();
      return index % 3 === 1 ? `${code} ` : code;
    });
    const { orders, refused } = await magento.shop.do<{
      orders: Record<string, number>;
      refused: Record<string, string>;
    }>("orders", { codes });
    expect(Object.values(refused)).toEqual([]);
    await exchange();
    expect(await redeemed()).toBe(300);
    for (const orderId of Object.values(orders).slice(0, 20)) await magento.shop.do("cancel", { orderId });
    await exchange();
    expect(await redeemed()).toBe(280);
    // A code with one use, typed once more.
    const again = await magento.shop.do<{ refused: object }>("orders", { codes: codes.slice(50, 60) });
    expect(Object.keys(again.refused)).toHaveLength(10);
    await expectCountsEqualRows(pool);
  });

  test("an order of which no observer heard is found by the sweep", async () => {
    const [code] = [...assigned.values()].slice(400, 401).map((one) => one.code);
    await magento.shop.do("order", { code, quiet: true });
    await magento.shop.do("sweep");
    await exchange();
    expect(await redeemed()).toBe(281);
  });

  test("the end of a code is decided when it is claimed, told with the next exchange, and enforced", async () => {
    await claim(days, ["ada", "bob"]);
    const { code = "", expiresAt } = assigned.get("ada") ?? {};
    await exchange();
    const [told] = await magento.shop.do<{ expires_at: string }[]>("coupons", { codes: [code] });
    expect(new Date(`${told?.expires_at}Z`).toISOString()).toBe(expiresAt);
    expect(await magento.shop.do("apply", { code })).toBe(code);
    await magento.shop.do("clock", { seconds: 7 * DAY_SECONDS });
    await expect(magento.shop.do("apply", { code })).rejects.toThrow(ShopRefused);
    await magento.shop.do("clock", { seconds: 0 });
    expect(await magento.shop.do("apply", { code })).toBe(code);
  });

  test("a shop that has lost the module's tables gets its codes back as its own, with their ends", async () => {
    const { code = "" } = assigned.get("ada") ?? {};
    const owned = await magento.shop.do<object[]>("table", { name: "coupon_pools_code" });
    const ended = async () => {
      const [told] = await magento.shop.do<{ expires_at: string | null }[]>("coupons", { codes: [code] });
      return told?.expires_at ?? null;
    };
    await magento.shop.do("loseTables");
    expect(await ended()).toBeNull();
    await exchangeUntil(async () => (await ended()) !== null);
    await magento.shop.do("clock", { seconds: 7 * DAY_SECONDS });
    await expect(magento.shop.do("apply", { code })).rejects.toThrow(ShopRefused);
    await magento.shop.do("clock", { seconds: 0 });
    // All but those that are used up.
    const again = await magento.shop.do<object[]>("table", { name: "coupon_pools_code" });
    expect(again.length).toBe(owned.length - (await redeemed()));
    expect(await magento.shop.do("coupons", { rule, count: true })).toBe(owned.length + 1);
  });

  test("a rule that is deactivated stops its pools, and they go on when it works again", async () => {
    await magento.shop.do("editRule", { rule, fields: { is_active: false } });
    await exchangeUntil(async () => (await poolNow(pool)).status === "unavailable");
    const json = {
      pool,
      campaign: { id: "welcome", type: "automation" },
      recipients: [{ key: "late", contact: "late@example.com" }],
    };
    expect((await magento.email("POST", "/api/v1/claims", { json })).status).toBe(409);
    await magento.shop.do("editRule", { rule, fields: { is_active: true } });
    await exchangeUntil(async () => (await poolNow(pool)).status !== "unavailable");
    await exchangeUntil(async () => Number((await poolNow(pool)).ready) >= 6_000);
    await claim(pool, ["late"]);
    await expectCountsEqualRows(pool);
  });

  test("uploaded codes are created under a rule, but not those of another one, and work at the checkout", async () => {
    const other = await magento.shop.do<number>("createRule", { fields: { name: "Another" } });
    await magento.shop.do("createCoupon", { rule: other, code: "UP-000007" });
    const uploaded = await magento.call("POST", "/pools", { type: "static", name: "Uploaded", handle: "up" });
    const codes = codesNamed("UP", 600);
    await addCodes(magento.accountId, String(uploaded.id), codes);
    const { templates } = await magento.call("GET", "/templates");
    const [template] = templates as { id: string }[];
    const path = `/pools/${uploaded.id}`;
    for (let n = 0; n < 2; n += 1)
      await magento.call("POST", `${path}/creations`, { template: template?.id });
    const creation = async () =>
      (await magento.call("GET", `${path}/creation`)).creation as Record<string, unknown>;
    await exchangeUntil(async () => (await creation()).state !== "running");
    // That of the other rule works at the checkout as well.
    const counts = { total: 600, created: 599, already: 1, refused: 0 };
    expect(await creation()).toMatchObject({ state: "finished", ...counts });
    const coupons = await magento.shop.do<{ code: string; rule_id: number; usage_limit: number }[]>(
      "coupons",
      {
        codes,
        limit: 600,
      },
    );
    const ours = coupons.filter(({ rule_id: id }) => Number(id) === rule);
    expect(ours.map(({ code }) => code).sort()).toEqual(codes.filter((code) => code !== "UP-000007"));
    expect(ours.every(({ usage_limit: uses }) => Number(uses) === 1)).toBe(true);
    expect(await magento.shop.do("apply", { code: "UP-000001" })).toBe("UP-000001");
  });

  test("uploaded codes that the checkout would refuse are told to the admin, each with its reason", async () => {
    const off = await magento.shop.do<number>("createRule", { fields: { name: "Off", is_active: false } });
    await magento.shop.do("createCoupon", { rule: off, code: "LOOK-000002" });
    await magento.shop.do("createCoupon", { rule, code: "look-000003" });
    const looked = await magento.call("POST", "/pools", { type: "static", name: "Looked", handle: "looked" });
    await addCodes(magento.accountId, String(looked.id), codesNamed("LOOK", 3));
    const path = `/pools/${looked.id}/check`;
    await exchange();
    await magento.call("POST", path, {});
    const check = async () => (await magento.call("GET", path)).check as Record<string, unknown>;
    await exchangeUntil(async () => (await check()).isLooking === false);
    const { refused, ...told } = await check();
    expect(told).toMatchObject({ looked: 3, trouble: null, checkedAt: expect.any(String) });
    const byCode = (refused as { code: string }[]).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    expect(byCode).toEqual([
      { code: "LOOK-000001", why: "not_in_shop", rule: null },
      { code: "LOOK-000002", why: "inactive", rule: "Off" },
    ]);
  });

  test("what the codes brought in, and who got them as a file, come to the admin", async () => {
    const figures = await magento.call("GET", `/pools/${pool}/redemptions`);
    expect(figures).toMatchObject({ redeemed: 281, percentRedeemed: Math.round(28_100 / 50.01) / 100 });
    expect(figures.money).toMatchObject([{ orders: 281 }]);
    const file = await magento.shop.do<{ lines: number; head: string }>("download", {
      path: "/api/bridge/v1/claims/export",
      query: { pool },
    });
    expect(file.head).toContain("pool,code,state,key,");
    expect(file.lines).toBe(1 + CODES + 1);
    const nothing = await magento.shop.do<{ lines: number }>("download", {
      path: "/api/bridge/v1/claims/export",
      query: { pool, to: "2020-01-01" },
    });
    expect(nothing.lines).toBe(1);
  });

  test("a code that is marked void in the admin is deleted in the shop, and its contact gets another", async () => {
    const { code = "" } = assigned.get("key-4000") ?? {};
    const another = await magento.call("POST", `/pools/${pool}/another`, {
      key: "key-4000",
      earlier: "void",
    });
    expect(another.code).not.toBe(code);
    await exchangeUntil(async () => {
      const coupons = await magento.shop.do<unknown[]>("coupons", { codes: [code] });
      return coupons.length === 0;
    });
    await expect(magento.shop.do("apply", { code })).rejects.toThrow(ShopRefused);
    expect(await magento.shop.do("apply", { code: another.code })).toBe(another.code);
    await expectCountsEqualRows(pool);
  });

  test("a pretend shop whose opening failed half way is opened anew as another one", async () => {
    const file = join(directory, "half-way.sqlite");
    let calls = 0;
    const luck = () => (++calls === 1 ? "well" : "error_before");
    await expect(openRealModule({ service, database: file, luck })).rejects.toThrow("has a fault");
    const again = await openRealModule({ service, database: file });
    await again.stop();
  });
});
