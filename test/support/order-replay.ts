import { database } from "#app/db/database.server.ts";
import { readOrderWebhook } from "#app/platforms/shopify/order-webhook.ts";
import { hearOrder } from "#app/redemptions/hear-order.server.ts";
import { orderNewsOf } from "#app/redemptions/order-news-of.ts";
import { recordRedemptions } from "#app/redemptions/record-redemptions.server.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";

/** The orders of a shop as its webhooks tell of them, and which codes are redeemed once all is told. */
export interface OrderReplay {
  webhooks: unknown[];
  redeemed: Set<string>;
}

const DAY_MS = 86_400_000;

/**
 * One order for each assigned code, and what happens beside that: a fifth is cancelled, some codes are used in two
 * orders, some orders use two codes, buyers type codes in any case, ready codes and those of nobody are used, test
 * orders are placed. Every webhook twice, all of them shuffled, so that many a cancellation comes before its order.
 */
export function orderReplay(codes: { assigned: string[]; ready: string[] }, seed: number): OrderReplay {
  const random = seededRandom(seed);
  const webhooks: unknown[] = [];
  const ours = new Set([...codes.assigned, ...codes.ready]);
  const standing = new Map<string, number>();
  let number = 1_000;
  const place = (used: string[], fate: { cancelled: boolean; test: boolean }) => {
    number += 1;
    const placed = Date.parse("2026-11-01T00:00:00Z") + Math.floor(random() * 20 * DAY_MS);
    const order = {
      id: 5_000_000_000 + number,
      name: `#${number}`,
      created_at: new Date(placed).toISOString(),
      currency: random() < 0.5 ? "EUR" : "USD",
      total_price: (10 + random() * 90).toFixed(2),
      discount_codes: used.map((code) => ({ code: typed(code, random), amount: "5.00" })),
      test: fate.test,
    };
    webhooks.push({ ...order, cancelled_at: null });
    if (fate.cancelled)
      webhooks.push({ ...order, cancelled_at: new Date(placed + DAY_MS * random()).toISOString() });
    if (fate.test) return;
    for (const code of used.filter((one) => ours.has(one)))
      standing.set(code, (standing.get(code) ?? 0) + (fate.cancelled ? 0 : 1));
  };
  codes.assigned.forEach((code, index) => {
    const second = random() < 0.05 ? codes.assigned[(index + 1) % codes.assigned.length] : undefined;
    place(second ? [code, second] : [code], { cancelled: random() < 0.2, test: false });
    if (random() < 0.02) place([code], { cancelled: random() < 0.5, test: false });
    if (random() < 0.01) place([code], { cancelled: false, test: true });
    if (random() < 0.02) place([`NOBODYS-${index}`], { cancelled: false, test: false });
  });
  for (const code of codes.ready)
    if (random() < 0.1) place([code], { cancelled: random() < 0.3, test: false });
  return {
    webhooks: shuffled([...webhooks, ...webhooks], random),
    redeemed: new Set([...standing].flatMap(([code, orders]) => (orders > 0 ? [code] : []))),
  };
}

function typed(code: string, random: () => number): string {
  const how = random();
  if (how < 0.2) return code.toLowerCase();
  return how < 0.25 ? ` ${code} ` : code;
}

function shuffled<T>(values: T[], random: () => number): T[] {
  for (let place = values.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [values[place], values[other]] = [values[other] as T, values[place] as T];
  }
  return values;
}

/**
 * Takes webhooks as the route does once their signature is checked, so many at a time; one of them as another process
 * would, in transactions of its own at the same moment.
 */
export async function hearAll(
  webhooks: readonly unknown[],
  domain: string,
  sideBySide: number,
): Promise<void> {
  const store = await database().prisma.store.findFirstOrThrow({ where: { domain } });
  const { accountId, id: storeId } = store;
  const waiting = [...webhooks].reverse();
  const hear = async (_: unknown, lane: number) => {
    const isElsewhere = lane === sideBySide - 1;
    for (let payload = waiting.pop(); payload !== undefined; payload = waiting.pop()) {
      const order = readOrderWebhook(payload);
      if (!order) continue;
      if (isElsewhere) await recordRedemptions({ accountId, storeId, news: orderNewsOf(order) });
      else await hearOrder({ platform: "shopify", domain, order });
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, hear));
}
