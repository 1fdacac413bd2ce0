import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { sendAgain } from "#app/alerts/send-again.server.ts";
import { switchEndpointOn } from "#app/alerts/switch-endpoint-on.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { Post } from "#app/delivery/deliver-line.server.ts";
import { postEvent } from "#app/delivery/post-event.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { freshDatabase } from "#test/support/database.ts";
import { deliverAll, eventsOf, newEndpoint } from "#test/support/outbox.ts";
import { addCodes, codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

// An email platform's endpoint is in trouble, over real sockets; time alone is made up.

freshDatabase();

/** Milliseconds that a receiver of which nobody expects an answer has instead of 10 s. */
const IMPATIENCE = 60;
const MINUTE = 60_000;

interface Heard {
  id: string;
  pool: string;
  type: string;
  /** Minutes of the made-up time. */
  at: number;
}

/** An endpoint as an email platform runs one. It verifies what comes with Standard Webhooks' own library. */
class Receiver {
  heard: Heard[] = [];
  wrong = 0;
  secret = "";
  answer: (pool: string) => number = () => 204;
  isSilent = false;
  port = 0;
  #server: Server | undefined;

  async open(): Promise<void> {
    const server = createServer((request, response) => void this.#take(request, response));
    this.#server = server;
    await new Promise<void>((listening) => server.listen(this.port, "127.0.0.1", listening));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Nobody takes connections at its address from here on. */
  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const {
      "webhook-id": id = "",
      "webhook-timestamp": seconds,
      "webhook-signature": said,
    } = request.headers;
    const at = new Date(Number(seconds) * 1_000);
    // verify() asks the real clock; the signature is what it would compare with.
    const isRight = new Webhook(this.secret).sign(String(id), at, text) === said && isNear(at);
    const body = JSON.parse(text) as { type: string; data: { pool: { id: string } } };
    const answer = this.answer(body.data.pool.id);
    if (!isRight) this.wrong += 1;
    if (this.isSilent) return;
    if (answer === 204) {
      const minutes = Math.round((now.getTime() - start) / MINUTE);
      this.heard.push({ id: String(id), pool: body.data.pool.id, type: body.type, at: minutes });
    }
    response.writeHead(answer).end();
  }
}

const isNear = (at: Date) => Math.abs(now.getTime() - at.getTime()) < 1_000;

let now: Date;
let start: number;
let accountId: string;
let platform: Receiver & { endpointId: string };
let other: Receiver & { endpointId: string };
let names = 0;

beforeEach(async () => {
  // A little ahead of the database, which says when events happen.
  now = new Date(Date.now() + 30_000);
  start = now.getTime();
  accountId = await newAccount();
  platform = await newReceiver();
  other = await newReceiver();
});

afterEach(async () => {
  await platform.close();
  await other.close();
});

async function newReceiver(): Promise<Receiver & { endpointId: string }> {
  const receiver = new Receiver();
  await receiver.open();
  const { id, secret } = await newEndpoint(accountId, `http://127.0.0.1:${receiver.port}/events`);
  receiver.secret = secret;
  return Object.assign(receiver, { endpointId: id });
}

const post: Post = async (endpoint, event, at, connection) =>
  await postEvent(endpoint, event, at, connection, {
    resolveName: async () => [],
    allowed: "loopback allowed",
    ...(platform.isSilent && endpoint.url.includes(`:${platform.port}/`)
      ? { timeoutMilliseconds: IMPATIENCE }
      : {}),
  });

/** Lets time pass, delivering what is due. */
async function pass(minutes: number, step: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += step) {
    now = new Date(now.getTime() + step * MINUTE);
    await deliverAll({ clock: () => now, random: () => 0.5, post });
  }
}

/** A pool of twenty codes that is low at ten. */
async function pool(): Promise<string> {
  names += 1;
  return await poolWithCodes(accountId, codesNamed(`E${names}`, 20), {
    lowWaterUnit: "count",
    lowWaterValue: 10,
  });
}

/** A campaign takes ten codes, so that the pool is low; the merchant adds as many, so that it is fine again. */
async function lowAndBack(poolId: string): Promise<void> {
  names += 1;
  const claimed = await claimCodes(
    claimRequest({
      accountId,
      pool: poolId,
      recipients: Array.from({ length: 10 }, (_, n) => ({
        key: `k${names}-${n}`,
        contact: `c${names}-${n}`,
      })),
    }),
  );
  if (!claimed.ok) throw new Error(claimed.refusal.detail);
  await addCodes(accountId, poolId, codesNamed(`M${names}`, 10));
}

const told = (receiver: Receiver, poolId: string) =>
  receiver.heard.filter((one) => one.pool === poolId).map(({ type }) => type);
const happened = async (poolId: string) => (await eventsOf(poolId)).map((event) => event.split(" ")[0] ?? "");
const ids = (receiver: Receiver) => receiver.heard.map(({ id }) => id);

test("down for an hour, then 500 for an hour, then silent for an hour, then well: nothing is lost, nothing out of order", async () => {
  const pools = [await pool(), await pool(), await pool()];
  const hour = async () => {
    for (let third = 0; third < 3; third += 1) {
      for (const id of pools) await lowAndBack(id);
      await pass(20, 1);
      // The other endpoint has everything by the next look.
      for (const id of pools) expect(told(other, id)).toEqual(await happened(id));
    }
  };
  await platform.close();
  await hour();
  const [down] = await listEndpoints(accountId);
  expect(down).toMatchObject({ waiting: 18, givenUp: 0, offAt: null, failingSince: expect.any(String) });
  expect(down?.lastError).toBe("Nobody takes connections at this address.");
  await platform.open();
  platform.answer = () => 500;
  await hour();
  platform.isSilent = true;
  await hour();
  expect(platform.heard).toEqual([]);
  platform.isSilent = false;
  platform.answer = () => 204;
  await pass(150, 5);
  for (const id of pools) expect(told(platform, id)).toEqual(await happened(id));
  expect(new Set(ids(platform)).size).toBe(54);
  expect(platform.heard).toHaveLength(54);
  expect(ids(platform).toSorted()).toEqual(ids(other).toSorted());
  expect([platform.wrong, other.wrong]).toEqual([0, 0]);
  expect(await listEndpoints(accountId)).toMatchObject([
    { waiting: 0, givenUp: 0, failingSince: null, offAt: null },
    { waiting: 0, givenUp: 0, failingSince: null, offAt: null },
  ]);
});

test("events of one pool that are refused hold up no other pool; after three days they are given up, and sent again by hand", async () => {
  const [refused, fine] = [await pool(), await pool()];
  platform.answer = (poolId) => (poolId === refused ? 500 : 204);
  for (const id of [refused, fine]) await lowAndBack(id);
  await pass(1, 1);
  expect(told(platform, fine)).toEqual(["pool.low", "pool.recovered"]);
  const hoursPass = async (hours: number) => {
    for (let passed = 0; passed < hours; passed += 1) {
      if (passed % 10 === 0) await lowAndBack(fine);
      await pass(60, 60);
    }
  };
  await hoursPass(70);
  expect(await listEndpoints(accountId)).toMatchObject([{ givenUp: 0, waiting: 2 }, { waiting: 0 }]);
  await hoursPass(40);
  expect(told(platform, refused)).toEqual([]);
  expect(told(platform, fine)).toEqual(await happened(fine));
  const [view] = await listEndpoints(accountId);
  const lost = view?.deliveries.filter(({ state }) => state === "failed") ?? [];
  expect(view).toMatchObject({ givenUp: 2, waiting: 0, offAt: null });
  expect(lost).toMatchObject([
    { type: "pool.recovered", status: 500 },
    { type: "pool.low", status: 500, error: "It answered 500." },
  ]);
  platform.answer = () => 204;
  for (const { eventId } of lost.toReversed()) {
    const again = { accountId, endpointId: platform.endpointId, eventId };
    expect(await sendAgain(again)).toMatchObject({ ok: true });
    await pass(1, 1);
  }
  expect(told(platform, refused)).toEqual(["pool.low", "pool.recovered"]);
});

test("dead for three days, it is switched off, which its log says; switched on it has everything in order", async () => {
  const id = await pool();
  await platform.close();
  await lowAndBack(id);
  await pass(77 * 60, 30);
  expect(await listEndpoints(accountId)).toMatchObject([
    {
      offReason: "silent",
      waiting: 2,
      givenUp: 0,
      deliveries: [{}, { error: expect.stringMatching(/^Nobody/) }],
    },
    { offAt: null, waiting: 0 },
  ]);
  await lowAndBack(id);
  await pass(60, 10);
  expect(told(other, id)).toEqual(await happened(id));
  await platform.open();
  await switchEndpointOn({ accountId, actor: "Ada", endpointId: platform.endpointId, now });
  await pass(1, 1);
  expect(told(platform, id)).toEqual(await happened(id));
  const verbs = await database().prisma.historyEntry.findMany({
    where: { accountId },
    orderBy: { id: "asc" },
  });
  expect(verbs.map(({ verb }) => verb).filter((verb) => verb.startsWith("endpoint.o"))).toEqual([
    "endpoint.off",
    "endpoint.on",
  ]);
});
