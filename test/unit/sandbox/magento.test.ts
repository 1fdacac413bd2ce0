import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMagentoPage } from "#sandbox/magento/create-magento-page.ts";
import { findPhp } from "#sandbox/magento/find-php.ts";
import { openPretendShop, type PretendShop, ShopDied, ShopRefused } from "#sandbox/magento/pretend-shop.ts";

describe.skipIf(!findPhp().isThere)("the pretend Magento shop", () => {
  const directory = mkdtempSync(join(tmpdir(), "coupon-pools-shop-"));
  let shop: PretendShop;
  beforeAll(() => {
    shop = openPretendShop(join(directory, "shop.sqlite"));
  });
  afterAll(async () => {
    await shop.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  async function page(): Promise<string> {
    return await (await createMagentoPage(shop).request("http://127.0.0.1/")).text();
  }
  /** Posts a form, and answers the page to which it leads. */
  async function post(path: string, form: Record<string, string> = {}): Promise<string> {
    const pages = createMagentoPage(shop);
    const body = new URLSearchParams(form);
    const answer = await pages.request(`http://127.0.0.1${path}`, { method: "POST", body });
    if (answer.status !== 303) return await answer.text();
    return await (await pages.request("http://127.0.0.1/")).text();
  }

  test("a rule is added, edited and deleted on its page", async () => {
    expect(await page()).toContain("Not connected");
    expect(await post("/rules", { name: "Summer <15>", percent: "15" })).toContain("Summer &lt;15&gt;");
    expect(await post("/rules/1", { percent: "20", toDate: "2030-01-31" })).toMatch(
      /20%<\/td>\s*<td>2030-01-31/,
    );
    expect(await post("/rules/1/delete")).not.toContain("Summer &lt;");
    expect(await post("/rules", { name: "", percent: "200" })).toMatch(/✖/);
  });

  test("a code is used once, and given back when the order is cancelled", async () => {
    const rule = await shop.do<number>("createRule");
    await shop.do("createCoupon", { rule, code: "ADA" });
    expect(await post("/orders", { code: "NOBODY", total: "80" })).toContain("isn&#39;t valid");
    expect(await post("/orders", { code: "ada ", total: "80" })).toContain("was placed");
    await shop.do("runQueue");
    expect(await post("/orders", { code: "ADA", total: "80" })).toContain("isn&#39;t valid");
    expect(await post("/orders/1/cancel")).toContain("canceled");
    expect(await post("/orders", { code: "ADA", total: "80" })).toContain("was placed");
  });

  test("another site's form is refused", async () => {
    const answer = await createMagentoPage(shop).request("http://127.0.0.1/rules/1/delete", {
      method: "POST",
      headers: { origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
  });

  test("a shop that is killed is started again by the next command, with what it had", async () => {
    await shop.do("dieAfter", { statements: 0 });
    await expect(shop.do("rules")).rejects.toThrow(ShopDied);
    expect(await shop.do<unknown[]>("rules")).not.toHaveLength(0);
    await expect(shop.do("dance")).rejects.toThrow(ShopRefused);
  });
});
