import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { placeOrder } from "#sandbox/shopify/checkout/place-order.ts";
import { queueCreation } from "#sandbox/shopify/discounts/bulk-work.ts";
import { catchUp, createDiscount, deleteDiscount } from "#sandbox/shopify/discounts/change-discount.ts";
import { plainTerms } from "#sandbox/shopify/discounts/plain-terms.ts";
import { openSandboxShop } from "#test/support/sandbox-shop.ts";

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function stateFile(): string {
  const directory = mkdtempSync(join(tmpdir(), "sandbox-shop-"));
  directories.push(directory);
  return join(directory, "shopify.json");
}

function make(sandbox: Awaited<ReturnType<typeof openSandboxShop>>["sandbox"], code: string) {
  const terms = plainTerms(code, "2026-11-23T00:00:00Z");
  const made = createDiscount(sandbox, { kind: "DiscountCodeBasic", terms, code, by: "app" });
  if (!made.ok) throw new Error(made.error.message);
  return made.discount;
}

test("a shop that is opened again has its discounts, codes, uses and queued work, and gives no number twice", async () => {
  const file = stateFile();
  const { sandbox: first } = await openSandboxShop({ stateFile: file });
  const [kept, dropped] = [make(first, "KEPT"), make(first, "DROPPED")];
  placeOrder(first, {
    code: "KEPT",
    email: "a@customers.example",
    lines: [{ variantId: "gid://shopify/ProductVariant/700100", quantity: 1 }],
  });
  queueCreation(first.discounts, first.pace, first.now(), {
    discount: kept.number,
    codes: ["LATER"],
    failing: [],
  });
  deleteDiscount(first, dropped);
  const next = first.discounts.codes.next;

  for (let again = 0; again < 2; again++) {
    const { sandbox, passSeconds } = await openSandboxShop({ stateFile: file });
    expect([...sandbox.discounts.discounts.values()]).toEqual([...first.discounts.discounts.values()]);
    expect(sandbox.discounts.codes.find("kept")).toMatchObject({ uses: 1, discount: kept.number });
    expect(
      sandbox.discounts.codes.usedBy(
        sandbox.discounts.codes.find("KEPT")?.number ?? 0,
        "a@customers.example",
      ),
    ).toBe(true);
    expect(sandbox.discounts.codes.find("DROPPED")).toBeUndefined();
    expect(sandbox.discounts.codes.next).toBeGreaterThanOrEqual(next);
    passSeconds(1);
    catchUp(sandbox);
    expect(sandbox.discounts.codes.find("LATER")?.discount).toBe(kept.number);
  }
});

test("a line that a crash cut short did not happen", async () => {
  const file = stateFile();
  const { sandbox } = await openSandboxShop({ stateFile: file });
  make(sandbox, "KEPT");
  const journal = file.replace(".json", "-discounts.ndjson");
  appendFileSync(journal, '{"put":{"number":12');
  const { sandbox: again } = await openSandboxShop({ stateFile: file });
  expect(again.discounts.discounts.size).toBe(1);
  expect(readFileSync(journal, "utf8")).not.toContain('"number":12\n');
});

test("the demo's shop opens with one discount of every kind, once", async () => {
  const file = stateFile();
  await openSandboxShop({ stateFile: file, firstDiscounts: "demo" });
  const { sandbox } = await openSandboxShop({ stateFile: file, firstDiscounts: "demo" });
  const kinds = [...sandbox.discounts.discounts.values()].map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(4);
  expect(kinds).toHaveLength(9);
});
