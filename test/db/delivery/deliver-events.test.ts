import { Webhook } from "standardwebhooks";
import { beforeEach, expect, test } from "vitest";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { removeEndpoint } from "#app/alerts/remove-endpoint.server.ts";
import { sendAgain, testEndpoint } from "#app/alerts/send-again.server.ts";
import { switchEndpointOn } from "#app/alerts/switch-endpoint-on.server.ts";
import { EVENT_LINES_AT_ONCE } from "#app/config/limits.ts";
import { signEvent } from "#app/crypto/sign-event.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { deliverDue } from "#app/delivery/deliver-due.server.ts";
import type { Post } from "#app/delivery/deliver-line.server.ts";
import type { PostOutcome } from "#app/delivery/post-event.server.ts";
import { takeLines } from "#app/delivery/take-lines.server.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { deliverAll, newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

const OK: PostOutcome = { kind: "delivered", status: 200 };
const REFUSED: PostOutcome = {
  kind: "failed",
  status: null,
  error: "Nobody takes connections at this address.",
};
const BROKEN: PostOutcome = { kind: "failed", status: 500, error: "It answered 500." };
const LATE: PostOutcome = { kind: "failed", status: null, error: "No answer within 10 seconds." };

let accountId: string;
let endpoint: { id: string; secret: string };
let now: Date;
/** How each endpoint behaves now, by its address; what arrived, and every try. */
let answers: Map<string, () => PostOutcome>;
let arrived: { url: string; id: string; type: string; pool: string; at: Date }[];
let tries: { id: string; body: string }[];
let names = 0;

beforeEach(async () => {
  // Each test's endpoints alone.
  await database().pool.query("delete from event_lines");
  accountId = await newAccount();
  endpoint = await newEndpoint(accountId);
  // A little ahead of the database, which says when events happen.
  now = new Date(Date.now() + 30_000);
  answers = new Map();
  arrived = [];
  tries = [];
});

const post = (async ({ url, key }, event, at) => {
  tries.push(event);
  const outcome = answers.get(url)?.() ?? OK;
  if (outcome.kind !== "delivered") return outcome;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  expect(signEvent(key, { ...event, timestamp })).toMatch(/^v1,/);
  const body = JSON.parse(event.body) as { type: string; data: { pool?: { id: string }; n?: number } };
  const type = body.data.n === undefined ? body.type : `${body.type} ${body.data.n}`;
  arrived.push({ url, id: event.id, type, pool: body.data.pool?.id ?? "", at });
  return outcome;
}) satisfies Post;
const surroundings = { clock: () => now, random: () => 0.5, post };
const HOOK = "https://mail.example.com/hook";

async function pool(account = accountId): Promise<string> {
  names += 1;
  return await poolWithCodes(account, codesNamed(`D${names}`, 1));
}

async function happen(poolId: string, n: number): Promise<void> {
  await inTransaction((client) => appendEvent(client, { poolId, type: "pool.low", detail: { n } }));
}

/** Lets time pass minute by minute, delivering what is due. */
async function pass(minutes: number, step = 1): Promise<void> {
  for (let passed = 0; passed < minutes; passed += step) {
    now = new Date(now.getTime() + step * 60_000);
    await deliverAll(surroundings);
  }
}

const typesOf = (poolId: string) => arrived.filter((one) => one.pool === poolId).map(({ type }) => type);

test("down for an hour, then broken, then too slow, then well: everything arrives once, in the order of its pool", async () => {
  const pools = [await pool(), await pool(), await pool()];
  let n = 0;
  const happenAll = async () => {
    n += 1;
    for (const id of pools) await happen(id, n);
  };
  for (const [outcome, minutes] of [
    [REFUSED, 60],
    [BROKEN, 60],
    [LATE, 60],
    [OK, 240],
  ] as const) {
    answers.set(HOOK, () => outcome);
    for (let minute = 0; minute < minutes; minute += 20) {
      if (n < 12) await happenAll();
      await pass(20);
    }
  }
  const expected = Array.from({ length: n }, (_, index) => `pool.low ${index + 1}`);
  for (const id of pools) expect(typesOf(id)).toEqual(expected);
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(arrived.length);
  const [view] = await listEndpoints(accountId);
  expect(view).toMatchObject({ waiting: 0, failingSince: null, offAt: null });
});

test("every try of an event has the same id and the same body", async () => {
  const id = await pool();
  await happen(id, 1);
  answers.set(HOOK, () => BROKEN);
  await pass(30);
  answers.set(HOOK, () => OK);
  await pass(60);
  expect(tries.length).toBeGreaterThan(3);
  expect(new Set(tries.map(({ id: one, body }) => `${one} ${body}`)).size).toBe(1);
  expect(tries[0]?.id).toMatch(/^evt_[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(JSON.parse(tries[0]?.body ?? "")).toMatchObject({
    type: "pool.low",
    data: { n: 1, pool: { id, status: "active", remaining: 1, redeemed: null } },
  });
});

test("a pool whose first event fails holds up its own events only", async () => {
  const [stuck, fine] = [await pool(), await pool()];
  for (const n of [1, 2]) for (const id of [stuck, fine]) await happen(id, n);
  const one = async ({ url }: { url: string; key: Uint8Array }, event: { id: string; body: string }) => {
    const { data } = JSON.parse(event.body) as { data: { pool: { id: string } } };
    return data.pool.id === stuck ? BROKEN : await post({ url, key: new Uint8Array(32) }, event, now);
  };
  await deliverAll({ ...surroundings, post: one });
  expect(typesOf(stuck)).toEqual([]);
  expect(typesOf(fine)).toEqual(["pool.low 1", "pool.low 2"]);
});

test("an endpoint that hangs takes up its own places, and another one goes on", async () => {
  const other = await newEndpoint(accountId, "https://other.example.com/");
  const pools = await Promise.all(Array.from({ length: 10 }, () => pool()));
  for (const id of pools) await happen(id, 1);
  const release = Promise.withResolvers<PostOutcome>();
  const hanging: Post = async (to, event, at) =>
    to.url === HOOK ? await release.promise : await post(to, event, at);
  const under = new AbortController().signal;
  const running: Promise<void>[] = [];
  const look = async () => {
    running.push(...(await deliverDue({ ...surroundings, post: hanging }, 24, under)));
    return arrived.length;
  };
  await expect.poll(look).toBe(10);
  expect(arrived.map(({ url }) => url)).toEqual(Array(10).fill("https://other.example.com/"));
  expect(other.id).not.toBe(endpoint.id);
  release.resolve(BROKEN);
  await Promise.all(running);
});

test("many endpoints that hang, each with many pools, leave places to one that works", async () => {
  const release = Promise.withResolvers<PostOutcome>();
  const hanging: Post = async (to, event, at) =>
    to.url === HOOK ? await release.promise : await post(to, event, at);
  const dead = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const account = await newAccount();
      await newEndpoint(account);
      return await Promise.all(Array.from({ length: 5 }, () => pool(account)));
    }),
  );
  for (const id of dead.flat()) await happen(id, 1);
  // Every one of them was seen to fail.
  answers.set(HOOK, () => LATE);
  await deliverAll(surroundings);
  now = new Date(now.getTime() + 3_600_000);

  const working = await newAccount();
  await newEndpoint(working, "https://works.example.com/");
  const running = new Set<Promise<void>>();
  const look = async () => {
    const places = EVENT_LINES_AT_ONCE - running.size;
    const under = new AbortController().signal;
    if (places <= 0) return;
    for (const line of await deliverDue({ ...surroundings, post: hanging }, places, under)) {
      const settled = line.finally(() => running.delete(settled));
      running.add(settled);
    }
  };
  // What is due for long, and all that hangs, comes before it.
  for (let looks = 0; looks < 6; looks += 1) await look();
  const id = await pool(working);
  await happen(id, 1);
  now = new Date(now.getTime() + 1_000);
  await look();
  await expect.poll(() => typesOf(id)).toEqual(["pool.low 1"]);
  release.resolve(LATE);
  await Promise.all(running);
});

test("two processes that look at the same moment never have the same line", async () => {
  const pools = await Promise.all(Array.from({ length: 4 }, () => pool()));
  for (const id of pools) await happen(id, 1);
  const taken = await Promise.all(["a", "b", "c"].map((holder) => takeLines(holder, 10, now)));
  const lines = taken.flat().map(({ line }) => line);
  expect(lines.toSorted()).toEqual(pools.toSorted());
});

test("a process that died is followed by another one when its lease ends", async () => {
  const id = await pool();
  await happen(id, 1);
  expect(await takeLines("died", 10, now)).toHaveLength(1);
  await deliverAll(surroundings);
  expect(arrived).toEqual([]);
  await pass(2);
  expect(typesOf(id)).toEqual(["pool.low 1"]);
});

test("an event that only it is refused is given up after three days, and the next one goes on", async () => {
  const [poison, fine] = [await pool(), await pool()];
  await happen(poison, 1);
  await happen(poison, 2);
  const picky: Post = async (to, event, at) =>
    event.body.includes('"n":1') && event.body.includes(poison) ? BROKEN : await post(to, event, at);
  for (let hour = 0; hour < 80; hour += 1) {
    await happen(fine, hour);
    now = new Date(now.getTime() + 3_600_000);
    await deliverAll({ ...surroundings, post: picky });
  }
  expect(typesOf(poison)).toEqual(["pool.low 2"]);
  expect(typesOf(fine)).toHaveLength(80);
  const { rows } = await database().pool.query(
    "select state, last_status as status from event_deliveries where pool_id = $1 order by event_number",
    [poison],
  );
  expect(rows).toEqual([
    { state: "failed", status: 500 },
    { state: "delivered", status: 200 },
  ]);
});

test("what was given up stays in the log, however much arrives after it, and can be sent again", async () => {
  const [poison, fine] = [await pool(), await pool()];
  await happen(poison, 1);
  const picky: Post = async (to, event, at) =>
    event.body.includes(poison) ? BROKEN : await post(to, event, at);
  for (let day = 0; day < 4; day += 1) {
    for (let n = 0; n < 8; n += 1) await happen(fine, n);
    now = new Date(now.getTime() + 25 * 3_600_000);
    await deliverAll({ ...surroundings, post: picky });
  }
  const [view] = await listEndpoints(accountId);
  expect(view).toMatchObject({ givenUp: 1, waiting: 0 });
  const failed = view?.deliveries.find(({ state }) => state === "failed");
  expect(failed).toMatchObject({ status: 500, error: "It answered 500." });
  await sendAgain({ accountId, endpointId: endpoint.id, eventId: failed?.eventId ?? "" });
  await deliverAll(surroundings);
  expect(typesOf(poison)).toEqual(["pool.low 1"]);
  expect(await listEndpoints(accountId)).toMatchObject([{ givenUp: 0, waiting: 0 }]);
});

test("an endpoint that was dead for three days is switched off with a mail, keeps what waits, and gets it in order", async () => {
  await tellByMail(accountId, "ada@example.com");
  const id = await pool();
  for (const n of [1, 2, 3]) await happen(id, n);
  answers.set(HOOK, () => REFUSED);
  await pass(76 * 60, 30);
  const [off] = await listEndpoints(accountId);
  expect(off).toMatchObject({ offReason: "silent", waiting: 3 });
  const tried = tries.length;
  await happen(id, 4);
  await pass(600, 60);
  expect(tries.length).toBe(tried);
  const { rows } = await database().pool.query(
    `select m.address, e.detail ->> 'reason' as reason from alert_mails m join events e on e.number = m.event_number
     where e.type = 'endpoint.off' and e.account_id = $1`,
    [accountId],
  );
  expect(rows).toEqual([{ address: "ada@example.com", reason: "silent" }]);
  answers.set(HOOK, () => OK);
  await switchEndpointOn({ accountId, actor: "Ada", endpointId: endpoint.id, now });
  await pass(1);
  expect(typesOf(id)).toEqual(["pool.low 1", "pool.low 2", "pool.low 3", "pool.low 4"]);
});

test("an event is not given up a moment before its endpoint, dead for as long, is switched off", async () => {
  const id = await pool();
  await happen(id, 1);
  const { at } = await database().prisma.event.findFirstOrThrow({ where: { poolId: id } });
  answers.set(HOOK, () => LATE);
  // Its first try ended half a minute after it happened.
  await deliverAll(surroundings);
  now = new Date(at.getTime() + 72 * 3_600_000 + 10_000);
  await deliverAll(surroundings);
  expect(await listEndpoints(accountId)).toMatchObject([{ offAt: null, waiting: 1 }]);
  await pass(10 * 60, 30);
  expect(await listEndpoints(accountId)).toMatchObject([{ offReason: "silent", waiting: 1 }]);
});

test("one that is switched on too early loses nothing of what waits: it has three days again", async () => {
  const id = await pool();
  for (const n of [1, 2, 3]) await happen(id, n);
  answers.set(HOOK, () => REFUSED);
  await pass(76 * 60, 30);
  await switchEndpointOn({ accountId, actor: "Ada", endpointId: endpoint.id, now });
  await pass(600, 20);
  expect(await listEndpoints(accountId)).toMatchObject([{ offAt: null, waiting: 3 }]);
  answers.set(HOOK, () => OK);
  await pass(300, 20);
  expect(typesOf(id)).toEqual(["pool.low 1", "pool.low 2", "pool.low 3"]);
});

test("an endpoint that says that it is gone is switched off at once", async () => {
  await happen(await pool(), 1);
  answers.set(HOOK, () => ({ kind: "failed", status: 410, error: "It answered 410." }));
  await deliverAll(surroundings);
  const [view] = await listEndpoints(accountId);
  expect(view).toMatchObject({ offReason: "gone", waiting: 1 });
});

test("to an endpoint that is switched off nothing is said to be on its way", async () => {
  const id = await pool();
  await happen(id, 1);
  await pass(1);
  answers.set(HOOK, () => ({ kind: "failed", status: 410, error: "It answered 410." }));
  await happen(id, 2);
  await pass(1);
  const eventId = arrived[0]?.id ?? "";
  const off = {
    ok: false,
    refusal: { code: "invalid_request", detail: expect.stringMatching(/switched off/) },
  };
  expect(await testEndpoint({ accountId, endpointId: endpoint.id })).toMatchObject(off);
  expect(await sendAgain({ accountId, endpointId: endpoint.id, eventId })).toMatchObject(off);
});

test("an event is sent again with its old id, beside its pool's order", async () => {
  const id = await pool();
  await happen(id, 1);
  await deliverAll(surroundings);
  const [first] = arrived;
  answers.set(HOOK, () => BROKEN);
  await happen(id, 2);
  await deliverAll(surroundings);
  answers.set(HOOK, () => OK);
  const again = { accountId, endpointId: endpoint.id, eventId: first?.id ?? "" };
  expect(await sendAgain(again)).toMatchObject({ ok: true });
  await deliverAll(surroundings);
  expect(arrived.map(({ id: one }) => one)).toEqual([first?.id, first?.id]);
  expect(await sendAgain({ ...again, accountId: await newAccount() })).toMatchObject({ ok: false });
});

test("one that waits is tried at once when it is sent again", async () => {
  const id = await pool();
  await happen(id, 1);
  answers.set(HOOK, () => BROKEN);
  await deliverAll(surroundings);
  answers.set(HOOK, () => OK);
  const eventId = tries[0]?.id ?? "";
  await sendAgain({ accountId, endpointId: endpoint.id, eventId });
  // A little ahead of the database, which says when events happen.
  now = new Date(Date.now() + 30_000);
  await deliverAll(surroundings);
  expect(typesOf(id)).toEqual(["pool.low 1"]);
});

test("an event that cannot be written is one that fails: it is said, holds up no other, and is given up in the end", async () => {
  const [broken, good] = [await pool(), await pool()];
  await happen(broken, 1);
  await database().pool.query(
    `update events set pool = '{"id": "what no version wrote"}' where pool_id = $1`,
    [broken],
  );
  await happen(good, 2);
  await pass(1);
  expect(arrived.map(({ type }) => type)).toEqual(["pool.low 2"]);
  const [shown] = await listEndpoints(accountId);
  expect(shown?.deliveries.find(({ state }) => state === "waiting")?.error).toBe("It could not be written.");
  await happen(broken, 3);
  // Others arrive meanwhile: it is not the endpoint.
  for (let hours = 0; hours < 80; hours += 4) {
    await happen(good, 4);
    await pass(240, 120);
  }
  expect(arrived.filter(({ type }) => type === "pool.low 3")).toHaveLength(1);
});

test("a test event goes to the endpoint that was asked for, also while others wait", async () => {
  await newEndpoint(accountId, "https://other.example.com/");
  await testEndpoint({ accountId, endpointId: endpoint.id });
  await deliverAll(surroundings);
  expect(arrived.map(({ url, type }) => `${url} ${type}`)).toEqual([`${HOOK} endpoint.test`]);
});

test("an endpoint that is removed hears nothing more, and its log goes with it", async () => {
  const id = await pool();
  await happen(id, 1);
  await removeEndpoint({ accountId, actor: "Ada", endpointId: endpoint.id });
  await happen(id, 2);
  await deliverAll(surroundings);
  expect(tries).toEqual([]);
  const { rowCount } = await database().pool.query("select from event_deliveries where pool_id = $1", [id]);
  expect(rowCount).toBe(0);
});

test("events of other accounts stay theirs", async () => {
  await happen(await pool(await newAccount()), 1);
  await deliverAll(surroundings);
  expect(tries).toEqual([]);
});

test("the signature is what Standard Webhooks' own library checks", () => {
  const key = Buffer.alloc(32, 9);
  const body = '{"type":"pool.low","data":{}}';
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = signEvent(key, { id: "evt_1", timestamp, body });
  const headers = { "webhook-id": "evt_1", "webhook-timestamp": timestamp, "webhook-signature": signature };
  expect(new Webhook(key.toString("base64")).verify(body, headers)).toEqual({ type: "pool.low", data: {} });
});
