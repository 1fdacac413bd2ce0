import { expect } from "vitest";
import { database } from "#app/db/database.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { systemClock } from "#app/replenishment/system-clock.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { platformOf } from "#app/wiring/platform-of.server.ts";
import { ShopDied, ShopRefused } from "#sandbox/magento/pretend-shop.ts";
import type { Luck } from "#sandbox/magento/weak-line.ts";
import { seededRandom } from "#sandbox/seeded-random.ts";
import { link, openRealModule, type RealModule } from "#test/support/real-module.ts";
import { checkMagento } from "./check-magento.ts";
import type { Service } from "./magento-service.ts";

/** Rounds of a life, each with several things that happen. */
const ROUNDS = 16;
/** Statements of the shop within which a death strikes. */
const STATEMENTS_MAX = 140;
/** What a shop's clock may be wrong by without being refused; and what is too much. */
const SKEW_SECONDS = 250;
const TOO_MUCH_SKEW_SECONDS = 400;
const CALM_MILLISECONDS_MAX = 90_000;
/** After which the look of every hour is taken, too: the job of a change may have died with the service. */
const HOUR_MILLISECONDS = 20_000;
/** For the round of every ten minutes, which takes up what a killed process left. */
const systemWork = { clock: systemClock, random: Math.random, platformOf };

/** What came of a life. */
export interface MagentoLife {
  assigned: number;
  orders: number;
  /** Of the shop's processes; the service's own are its. */
  deaths: number;
  faults: number;
  /** Coupons of ours in the shop that the service does not know. */
  strangers: number;
}

/** A life that goes on. */
interface Life {
  magento: RealModule;
  random: () => number;
  rules: number[];
  pools: string[];
  /** What the email platform was told: the code of each key. */
  told: Map<string, string>;
  deaths: number;
  /** Of Magento: one that accepts a single-use code twice, or one that does not. */
  version: "2.4.6" | "2.4.6-p11";
  /** False while a link code was sent and no answer came. */
  isLinked: boolean;
}

/**
 * One seeded life of a shop with the module's real classes: codes are claimed and used in orders, orders cancelled,
 * rules changed, while calls get lost before and after the work, the shop's clock is wrong, its process and the
 * service are killed, and instructions come twice. Then the faults end, the exchanges go on until there is nothing
 * to do, and everything that is promised is looked at.
 */
export async function liveAsMagento(
  seed: number,
  surroundings: { service: Service; database: string },
): Promise<MagentoLife> {
  const weather = { isStormy: false };
  const life = await begin(seed, surroundings, weather);
  try {
    weather.isStormy = true;
    await untilFirstCodes(life);
    for (let round = 0; round < ROUNDS; round += 1) await live(life, surroundings.service);
    weather.isStormy = false;
    await surroundings.service.isBack();
    await calmDown(life);
    const found = await checkMagento(life);
    return { ...found, deaths: life.deaths, faults: life.magento.line.faults };
  } finally {
    await life.magento.stop();
  }
}

/** Opens the shop in peace. Where another life kills the service meanwhile, it is opened anew. */
async function begin(
  seed: number,
  { service, database: file }: { service: Service; database: string },
  weather: { isStormy: boolean },
): Promise<Life> {
  const lines = seededRandom(-seed);
  const version = seed % 2 === 0 ? "2.4.6" : "2.4.6-p11";
  const luck = () => (weather.isStormy ? drawLuck(lines()) : "well");
  for (;;) {
    const { deaths } = service;
    await service.isBack();
    // Tries to link are counted for each address: no life has so many in a minute, but for its being so short.
    let calls = 0;
    const address = () => `10.${seed >> 8}.${seed & 255}.${++calls % 256}`;
    let magento: RealModule | undefined;
    try {
      magento = await openRealModule({ service, database: file, luck, address });
      const life: Life = {
        magento,
        random: seededRandom(seed),
        version,
        isLinked: true,
        rules: [],
        pools: [],
        told: new Map(),
        deaths: 0,
      };
      await openShop(life);
      return life;
    } catch (error) {
      await magento?.stop();
      if (service.deaths === deaths) throw error;
    }
  }
}

async function untilFirstCodes(life: Life): Promise<void> {
  for (let look = 0; look < 40; look += 1) {
    await attempt(life, "sync");
    const { rows } = await database().pool.query(
      "select from pools where id = any ($1::text[]) and available = 0",
      [life.pools],
    );
    if (rows.length === 0) return;
    await pause(200);
  }
}

function drawLuck(number: number): Luck {
  if (number < 0.1) return "lost_before";
  if (number < 0.2) return "lost_after";
  if (number < 0.25) return "error_before";
  return number < 0.3 ? "error_after" : "well";
}

/** A command that may end the shop's process, or be refused by the shop. What it did is found out at the end. */
async function attempt<Result>(
  life: Life,
  command: string,
  data: Record<string, unknown> = {},
): Promise<Result | undefined> {
  return await survive(life, () => life.magento.shop.do<Result>(command, data));
}

/** As when somebody disconnects and connects. Where it fails too often, another code is asked for later. */
async function linkAgain(life: Life): Promise<void> {
  life.isLinked = false;
  await survive(life, async () => {
    await link(life.magento.shop, life.magento.accountId);
    life.isLinked = true;
  });
}

async function survive<Result>(life: Life, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ShopRefused) return undefined;
    if (!(error instanceof ShopDied)) throw error;
    life.deaths += 1;
    await life.magento.shop.do("version", { version: life.version });
    // Time passes until it is started again: what it tried last is due once more.
    await life.magento.shop.do("clock", { seconds: life.random() < 0.5 ? 0 : SKEW_SECONDS });
    return undefined;
  }
}

/** Two rules with a pool each; one of the pools with an end for every code, and one template that we describe. */
async function openShop(life: Life): Promise<void> {
  const { magento, random, version } = life;
  await magento.shop.do("version", { version });
  for (const name of ["Welcome 10%", "Birthday 5%"]) {
    life.rules.push(await magento.shop.do<number>("createRule", { fields: { name } }));
  }
  await magento.shop.do("sync");
  const [first, second] = life.rules;
  const some = (least: number, range: number) => least + Math.floor(random() * range);
  const welcome = await magento.templateOf(first ?? 0, "Welcome");
  const birthday = await magento.templateOf(second ?? 0, "Birthday");
  life.pools.push(
    await magento.poolOf(welcome, { bufferFixed: some(100, 400) }),
    await magento.poolOf(birthday, { bufferFixed: some(50, 100), validDays: some(2, 20) }),
  );
}

async function live(life: Life, service: Service): Promise<void> {
  const { magento, random } = life;
  if (random() < 0.35)
    await attempt(life, "dieAfter", { statements: 1 + Math.floor(random() * STATEMENTS_MAX) });
  if (random() < 0.04) void service.kill();
  if (random() < 0.25) await giveAgain(magento.storeId);
  if (random() < 0.08) await linkAgain(life);
  if (random() < 0.7) await claimSome(life);
  if (random() < 0.6) await orderSome(life);
  if (random() < 0.3) await cancelSome(life);
  if (random() < 0.25) {
    const rule = life.rules[Math.floor(random() * life.rules.length)];
    await attempt(life, "editRule", { rule, fields: { is_active: random() < 0.5 } });
  }
  if (random() < 0.1) {
    await attempt(life, "clock", { seconds: TOO_MUCH_SKEW_SECONDS });
    await attempt(life, "sync");
    await attempt(life, "clock", { seconds: 0 });
  }
  // The queue in which an old patch level counts uses; in many shops nobody runs it.
  if (random() < 0.1) await attempt(life, "runQueue");
  if (random() < 0.1) await attempt(life, "sweep");
  if (random() < 0.1) await attempt(life, "cleanUp");
  if (random() < 0.8) await attempt(life, "sync");
  // The service's jobs look for work by the second.
  if (random() < 0.6) await pause(300 + random() * 900);
}

/** As after a minute in which no result came. */
async function giveAgain(storeId: string): Promise<void> {
  await database().pool.query(
    "update bridge_instructions set given_at = given_at - interval '2 minutes' where store_id = $1 and state = 'given'",
    [storeId],
  );
}

interface Claimed {
  claims: { key: string; code: string | null }[];
}

async function claimSome(life: Life): Promise<void> {
  const { magento, pools, random, told } = life;
  const pool = pools[Math.floor(random() * pools.length)];
  const from = Math.floor(random() * 600);
  const keys = Array.from(
    { length: 1 + Math.floor(random() * 60) },
    (_, index) => `key-${from + index}-${pool}`,
  );
  const json = {
    pool,
    campaign: { id: "welcome", type: "automation" },
    recipients: keys.map((key) => ({ key, contact: `${key}@example.com` })),
  };
  const answer = await magento.email("POST", "/api/v1/claims", { json }).catch(() => undefined);
  // Unavailable, or the service is dead: nothing was told.
  if (answer?.status !== 200) return;
  const codes: string[] = [];
  for (const { key, code } of ((await answer.json()) as Claimed).claims) {
    if (code === null) continue;
    expect(told.get(key) ?? code, `what ${key} was told before`).toBe(code);
    told.set(key, code);
    codes.push(code);
  }
  const held = await attempt<{ code: string }[]>(life, "coupons", { codes, limit: 1_000 });
  const missing = held && codes.filter((code) => !held.some((coupon) => coupon.code === code));
  expect(missing ?? [], "codes told that the shop does not hold").toEqual([]);
}

async function orderSome(life: Life): Promise<void> {
  const { random } = life;
  const codes = [...life.told.values()];
  const chosen = Array.from({ length: Math.floor(random() * 25) }, () => {
    const code = codes[Math.floor(random() * codes.length)] ?? "";
    const typed = random();
    if (typed < 0.2) return code.toLowerCase();
    return typed < 0.4 ? `${code} ` : code;
  });
  const options = random() < 0.15 ? { fail: true } : random() < 0.2 ? { quiet: true } : {};
  await attempt(life, "orders", { codes: chosen.filter((code) => code.trim() !== ""), ...options });
}

async function cancelSome(life: Life): Promise<void> {
  const orders = await attempt<{ entity_id: number; state: string }[]>(life, "table", {
    name: "sales_order",
  });
  for (const { entity_id: orderId, state } of orders ?? []) {
    if (state !== "canceled" && life.random() < 0.1) await attempt(life, "cancel", { orderId });
  }
}

/** No faults any more: exchanges and jobs until neither has anything left to do. */
async function calmDown(life: Life): Promise<void> {
  const { magento, rules } = life;
  const { shop } = magento;
  await attempt(life, "dieAfter", { statements: null });
  if (!life.isLinked) await link(shop, magento.accountId);
  // Past what a broken try waits for.
  await shop.do("clock", { seconds: SKEW_SECONDS });
  for (const rule of rules) await shop.do("editRule", { rule, fields: { is_active: true } });
  await shop.do("sweep");
  const start = Date.now();
  let left: Record<string, unknown>;
  do {
    await shop.do("sync");
    left = await whatIsLeft(life);
    if (Object.values(left).every((number) => Number(number) === 0)) return;
    await giveAgain(magento.storeId);
    await tendGroups({ ...systemWork, signal: new AbortController().signal });
    if (Date.now() > start + HOUR_MILLISECONDS) await lookAtStore(magento.storeId);
    await pause(300);
  } while (Date.now() < start + CALM_MILLISECONDS_MAX);
  throw new Error(`It never came to rest: ${JSON.stringify([left, await shop.do("state")])}`);
}

async function lookAtStore(storeId: string): Promise<void> {
  const platform = await platformOf(storeId);
  await checkStore({ ...systemWork, storeId, platform, signal: new AbortController().signal });
}

/** What is still to be done, by name; nothing but noughts when all is. */
async function whatIsLeft({ magento, pools }: Life): Promise<Record<string, unknown>> {
  const { storeId, shop } = magento;
  // What a refusal put off for an hour is due.
  await database().pool.query(
    "update groups set refused_at = refused_at - interval '2 hours' where refused_at is not null and refusal is not null",
  );
  const { rows } = await database().pool.query<Record<string, number>>(
    `select (select count(*)::int from batches where store_id = $1 and state <> 'settled') as batches,
            (select count(*)::int from bridge_instructions where store_id = $1 and state in ('waiting', 'given')) as instructions,
            (select count(*)::int from code_expiries where store_id = $1) as expiries,
            (select count(*)::int from pools where id = any ($2::text[]) and unavailable_reason is not null) as unavailable,
            (select count(*)::int from pools where id = any ($2::text[]) and available < buffer_fixed / 2) as "notFilled"`,
    [storeId, pools],
  );
  const { outbox, untold } = await shop.do<{ outbox: { new: number; retry: number }; untold: number }>(
    "state",
  );
  return { ...rows[0], events: outbox.new + outbox.retry, untold };
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
