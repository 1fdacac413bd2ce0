import { readFileSync } from "node:fs";
import { Hono } from "hono";
import { z } from "zod";
import { localOnly } from "../web/local-only.ts";
import { type PretendShop, ShopRefused } from "./pretend-shop.ts";
import { type ShopView, shopPage } from "./shop-page.ts";

const LISTED = 20;
const percent = z.coerce.number().gt(0).max(100);
const addSchema = z.object({ name: z.string().trim().min(1).max(255), percent });
const editSchema = z.object({
  percent,
  toDate: z.union([z.iso.date(), z.literal("")]).default(""),
  isActive: z.string().optional(),
});
const orderSchema = z.object({ code: z.string().min(1), total: z.coerce.number().min(0) });
const linkSchema = z.object({ code: z.string() });

interface StoredRule {
  name: string;
  is_active: boolean;
  discount_amount: number;
  to_date: string | null;
}

/** A plain page on which somebody plays the merchant, the buyer and cron of a pretend shop. */
export function createMagentoPage(shop: PretendShop): Hono {
  const pages = new Hono();
  let notice = "";
  pages.use(localOnly());
  pages.onError((error, context) => {
    if (!(error instanceof z.ZodError)) throw error;
    return context.text(z.prettifyError(error), 400);
  });
  for (const [path, file] of [
    ["/sandbox/sandbox.css", "../web/sandbox.css"],
    ["/sandbox/controls.css", "../shopify/controls/controls.css"],
  ] as const) {
    pages.get(path, (context) =>
      context.body(readFileSync(new URL(file, import.meta.url)), 200, {
        "Content-Type": "text/css; charset=utf-8",
      }),
    );
  }
  pages.get("/", async (context) => {
    const view = await look(shop, notice);
    notice = "";
    return context.html(shopPage(view));
  });

  const act = (path: string, work: (form: unknown, id: number) => Promise<string>) => {
    pages.post(path, async (context) => {
      const id = Number(context.req.param("id"));
      try {
        notice = await work(await context.req.parseBody(), id);
      } catch (error) {
        if (!(error instanceof ShopRefused)) throw error;
        notice = error.message;
      }
      return context.redirect("/", 303);
    });
  };
  act("/tick", async () => {
    const { exchanges, problem } = await shop.do<{ exchanges: number; problem: string }>("sync");
    return problem === "" ? `Cron has run: ${exchanges} exchanges.` : problem;
  });
  act("/link", async (form) => {
    const { accountName } = await shop.do<{ accountName: string }>("link", linkSchema.parse(form));
    return `Connected to ${accountName}.`;
  });
  act("/unlink", async () => {
    await shop.do("unlink");
    return "Disconnected. Its pools hand out nothing until it is connected again.";
  });
  act("/rules", async (form) => {
    const { name, percent: discount } = addSchema.parse(form);
    await shop.do("createRule", { fields: { name, discount_amount: discount } });
    return "The rule was added. It can be chosen for a template after the next exchange.";
  });
  act("/rules/:id", async (form, rule) => {
    const { percent: discount, toDate, isActive } = editSchema.parse(form);
    const fields = {
      discount_amount: discount,
      to_date: toDate === "" ? null : toDate,
      is_active: isActive !== undefined,
    };
    await shop.do("editRule", { rule, fields });
    return "The rule was saved.";
  });
  act("/rules/:id/delete", async (_, rule) => {
    await shop.do("deleteRule", { rule });
    return "The rule was deleted, with its coupons.";
  });
  act("/orders", async (form) => {
    const { code, total } = orderSchema.parse(form);
    const { orderNumber } = await shop.do<{ orderNumber: string }>("order", {
      code,
      total,
      discount: total / 10,
    });
    return `Order ${orderNumber} was placed.`;
  });
  act("/orders/:id/cancel", async (_, orderId) => {
    await shop.do("cancel", { orderId });
    return "The order was cancelled.";
  });
  return pages;
}

async function look(shop: PretendShop, notice: string): Promise<ShopView> {
  const state = await shop.do<ShopView["state"]>("state");
  const stored = await shop.do<{ rule_id: number; data: string }[]>("rules");
  const rules: ShopView["rules"] = [];
  for (const { rule_id: id, data } of stored) {
    const {
      name,
      is_active: isActive,
      discount_amount: amount,
      to_date: toDate,
    } = JSON.parse(data) as StoredRule;
    const coupons = await shop.do<number>("coupons", { rule: Number(id), count: true });
    rules.push({ id: Number(id), name, isActive, percent: Number(amount), toDate, coupons });
  }
  const coupons = await shop.do<ShopView["coupons"]>("coupons", { newest: true, limit: LISTED });
  const orders = (await shop.do<ShopView["orders"]>("table", { name: "sales_order" }))
    .toReversed()
    .slice(0, LISTED);
  return { state, rules, coupons, orders, notice };
}
