import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listEndpoints } from "#app/alerts/list-endpoints.server.ts";
import { listMails } from "#app/alerts/list-mails.server.ts";
import { sendTestMail } from "#app/alerts/send-test-mail.server.ts";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { giveUpMails } from "#app/delivery/give-up-mails.server.ts";
import { mailerTo } from "#app/delivery/mailer.server.ts";
import { keepConnection, postEvent } from "#app/delivery/post-event.server.ts";
import { sendMails } from "#app/delivery/send-mails.server.ts";
import { appendEvent } from "#app/events/append-event.server.ts";
import { findTroubles } from "#app/health/find-troubles.server.ts";
import { createEventListener } from "#sandbox/email/events/event-listener.ts";
import { type Inbox, openInbox } from "#sandbox/email/inbox/inbox.ts";
import { freshDatabase } from "#test/support/database.ts";
import { deliverAll, newEndpoint, tellByMail } from "#test/support/outbox.ts";
import { codesNamed, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";
import { serveApp } from "#test/support/serve-app.ts";

freshDatabase();

const clock = () => new Date(Date.now() + 30_000);
const random = () => 0.5;
const wellKnown = async () => [{ address: "127.0.0.1", family: 4 }];

/** A pool that becomes low. */
async function lowPool(accountId: string): Promise<string> {
  const id = await poolWithCodes(accountId, codesNamed("LOW", 20), { name: "Spring “10 %”" });
  await database().pool.query(
    "update pools set low_water_unit = 'count', low_water_value = 30 where id = $1",
    [id],
  );
  return id;
}

describe("mail over SMTP", () => {
  let inbox: Inbox;
  let mail: ReturnType<typeof mailerTo>;
  let accountId: string;
  const sending = () => ({
    clock,
    random,
    send: mail.send,
    appUrlIn: (shop: string) => `https://admin.example.com/${shop}`,
  });

  beforeAll(async () => {
    inbox = await openInbox(0, () => new Date());
    mail = mailerTo(inbox.url, "Coupon Pools <coupons@example.com>");
  });
  beforeEach(async () => {
    inbox.mails.length = 0;
    accountId = await newAccount();
  });
  afterAll(async () => {
    mail.close();
    await inbox.close();
  });

  test("each of several people gets an alert once, with what is left and where to look", async () => {
    await tellByMail(accountId, "ada@example.com", "bo@example.com");
    const id = await lowPool(accountId);
    while ((await sendMails(sending())) > 0);
    expect(inbox.mails.map(({ to }) => to.join()).sort()).toEqual(["ada@example.com", "bo@example.com"]);
    const [first] = inbox.mails;
    expect(first).toMatchObject({
      from: "coupons@example.com",
      subject: "Spring “10 %” is low: 20 codes left",
    });
    expect(first?.text).toMatch(
      new RegExp(`https://admin\\.example\\.com/.*myshopify\\.com/app/pools/${id}`),
    );
    expect(first?.html).toContain("Open in Coupon Pools");
    expect(new Set(inbox.mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await sendMails(sending())).toBe(0);
    expect(await listMails(accountId, 5)).toMatchObject([{ state: "sent" }, { state: "sent" }]);
  });

  test("what happens to several pools at once is one mail for each person, and each kind of it one", async () => {
    await tellByMail(accountId, "ada@example.com", "bo@example.com");
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const id = await poolWithCodes(accountId, codesNamed(`MANY${n}`, 20), { name: `Pool number ${n}` });
      await database().pool.query(
        "update pools set low_water_unit = 'count', low_water_value = 30 where id = $1",
        [id],
      );
      ids.push(id);
    }
    const [empty = ""] = ids;
    await database().pool.query("update pools set available = 0, voided = 20 where id = $1", [empty]);
    while ((await sendMails(sending())) > 0);
    expect(inbox.mails.map(({ to, subject }) => [to.join(), subject]).toSorted()).toEqual([
      ["ada@example.com", "3 pools are low"],
      ["ada@example.com", "Pool number 0 is empty"],
      ["bo@example.com", "3 pools are low"],
      ["bo@example.com", "Pool number 0 is empty"],
    ]);
    const many = inbox.mails.find(({ subject }) => subject === "3 pools are low");
    for (const [n, id] of ids.entries()) {
      expect(many?.text).toContain(`Pool number ${n} is low: 20 codes left`);
      expect(many?.text).toContain(`/app/pools/${id}`);
    }
    const log = await listMails(accountId, 20);
    expect(log.map(({ state }) => state)).toEqual(new Array(8).fill("sent"));
  });

  test("a store that leaves with a thousand pools is one mail for each of many people", async () => {
    const people = Array.from({ length: 4 }, (_, n) => `person${n}@example.com`);
    await tellByMail(accountId, ...people);
    const id = await lowPool(accountId);
    await database().pool.query("delete from alert_mails where account_id = $1", [accountId]);
    await database().pool.query(
      `insert into events (account_id, pool_id, type, pool, detail)
       select account_id, pool_id, 'pool.low', pool, detail from events, generate_series(1, 1000) where pool_id = $1`,
      [id],
    );
    while ((await sendMails(sending())) > 0);
    expect(inbox.mails.map(({ to, subject }) => [to.join(), subject]).toSorted()).toEqual(
      people.map((person) => [person, "1,000 pools are low"]),
    );
  });

  test("of several pools in one mail, one that cannot be written keeps the others from nothing, and all are tried again together", async () => {
    await tellByMail(accountId, "ada@example.com");
    for (let n = 0; n < 3; n += 1) {
      const id = await poolWithCodes(accountId, codesNamed(`SOME${n}`, 20), { name: `Pool number ${n}` });
      await database().pool.query(
        "update pools set low_water_unit = 'count', low_water_value = 30 where id = $1",
        [id],
      );
    }
    await database().pool.query(
      `update events set pool = '{"id": "what no version wrote"}' where pool ->> 'name' = 'Pool number 1'`,
    );
    let tries = 0;
    const ids = new Set<string>();
    const down = async (_: string, __: object, id: string) => {
      tries += 1;
      ids.add(id);
      await Promise.reject(new Error("Out of order"));
    };
    await sendMails({ ...sending(), send: down });
    expect(tries).toBe(1);
    const later = () => new Date(Date.now() + 3_600_000);
    while ((await sendMails({ ...sending(), clock: later })) > 0);
    expect(inbox.mails).toMatchObject([{ subject: "2 pools are low" }]);
    expect(inbox.mails[0]?.messageId).toContain([...ids][0]);
    expect((await listMails(accountId, 5)).map(({ state }) => state)).toEqual(["sent", "waiting", "sent"]);
  });

  test("a server that is down is tried again, with the same message id", async () => {
    await tellByMail(accountId, "ada@example.com");
    await sendTestMail(accountId);
    const down = mailerTo("smtp://127.0.0.1:1", "coupons@example.com");
    await sendMails({ ...sending(), send: down.send });
    down.close();
    expect(await listMails(accountId, 5)).toMatchObject([
      { state: "waiting", error: expect.stringMatching(/ECONNREFUSED/) },
    ]);
    expect(await sendMails(sending())).toBe(0);
    const later = () => new Date(Date.now() + 3_600_000);
    await sendMails({ ...sending(), clock: later });
    expect(inbox.mails).toMatchObject([{ subject: "Test: alerts arrive here" }]);
  });

  test("a trouble that is over when the server comes back is not told, its end is", async () => {
    await tellByMail(accountId, "ada@example.com");
    const id = await lowPool(accountId);
    const mark = async (value: number) =>
      await database().pool.query("update pools set low_water_value = $2 where id = $1", [id, value]);
    const down = async () => await Promise.reject(new Error("Out of order"));
    await sendMails({ ...sending(), send: down });
    await mark(1);
    const hours = (count: number) => () => new Date(Date.now() + count * 3_600_000);
    await sendMails({ ...sending(), clock: hours(1), send: down });
    expect(await listMails(accountId, 5)).toMatchObject([
      { type: "pool.recovered", state: "waiting" },
      { type: "pool.low", state: "failed", error: "It was over before a mail server took it." },
    ]);
    // Nobody missed anything, so the operator has nothing to do.
    expect((await findTroubles(database().pool)).filter(({ kind }) => kind === "mail_given_up")).toEqual([]);
    // Low again: "fine again" would be the last word, and wrong.
    await mark(30);
    while ((await sendMails({ ...sending(), clock: hours(3) })) > 0);
    expect(inbox.mails).toMatchObject([{ subject: "Spring “10 %” is low: 20 codes left" }]);
  });

  test("a trouble that lasts is told late, with the time at which it was so", async () => {
    await tellByMail(accountId, "ada@example.com");
    await lowPool(accountId);
    await database().pool.query("update accounts set time_zone = 'Europe/Amsterdam' where id = $1", [
      accountId,
    ]);
    await database().pool.query("update events set at = '2026-11-24T09:05:00Z' where account_id = $1", [
      accountId,
    ]);
    await database().pool.query(
      "update alert_mails set due_at = '2026-11-25T12:00:00Z' where account_id = $1",
      [accountId],
    );
    while ((await sendMails({ ...sending(), clock: () => new Date("2026-11-25T12:00:00Z") })) > 0);
    expect(inbox.mails[0]?.text).toContain("As of 24 Nov 2026, 10:05 (Europe/Amsterdam).");
    expect(inbox.mails[0]?.html).toContain("As of 24 Nov 2026, 10:05 (Europe/Amsterdam).");
  });

  test("a Magento store that calls again before the server does is told by its return alone", async () => {
    await tellByMail(accountId, "ada@example.com");
    const { pool } = database();
    for (const type of ["store.late", "store.back"])
      await pool.query(
        `insert into events (account_id, type, detail) values ($1, $2, '{"store": "Outlet", "reason": "silent"}')`,
        [accountId, type],
      );
    while ((await sendMails({ ...sending(), clock: () => new Date(Date.now() + 3_600_000) })) > 0);
    expect(inbox.mails).toMatchObject([{ subject: "Outlet calls again" }]);
  });

  test("what no server took for three days is given up, and does not come out when there is one again", async () => {
    await tellByMail(accountId, "ada@example.com", "bo@example.com");
    await sendTestMail(accountId);
    const sixtyHours = () => new Date(Date.now() + 60 * 3_600_000);
    const fourDays = () => new Date(Date.now() + 96 * 3_600_000);
    const down = async (to: string) =>
      to.startsWith("ada") ? await Promise.reject(new Error("Out of order")) : await Promise.resolve();
    await giveUpMails(sixtyHours());
    await sendMails({ ...sending(), send: down });
    expect(await listMails(accountId, 5)).toMatchObject([{ state: "waiting" }, { state: "sent" }]);
    await tellByMail(accountId, "ada@example.com", "cy@example.com");
    await sendTestMail(accountId);
    while ((await sendMails({ ...sending(), clock: fourDays })) > 0);
    expect(inbox.mails).toEqual([]);
    expect(await listMails(accountId, 5)).toMatchObject([
      { address: "ada@example.com", state: "failed", error: "No mail server took it within three days." },
      { address: "cy@example.com", state: "failed" },
      { address: "ada@example.com", state: "failed", error: "Out of order" },
      { address: "bo@example.com", state: "sent" },
    ]);
  });

  test("without a mail server it is given up all the same", async () => {
    await tellByMail(accountId, "ada@example.com");
    await sendTestMail(accountId);
    await giveUpMails(new Date(Date.now() + 73 * 3_600_000));
    expect(await listMails(accountId, 5)).toMatchObject([
      { state: "failed", error: "No mail server took it within three days." },
    ]);
  });

  test("an address that the server refuses for good is not tried again", async () => {
    await tellByMail(accountId, "nobody@example.com");
    await sendTestMail(accountId);
    const refusing = async () =>
      await Promise.reject(Object.assign(new Error("550 No such user"), { responseCode: 550 }));
    await sendMails({ ...sending(), send: refusing });
    expect(await listMails(accountId, 5)).toMatchObject([{ state: "failed", error: "550 No such user" }]);
  });

  test("a mail that cannot be written holds up none of the others", async () => {
    await tellByMail(accountId, "ada@example.com");
    await lowPool(accountId);
    await sendTestMail(accountId);
    await database().pool.query(
      `update events set pool = '{"id": "what no version wrote"}' where account_id = $1 and pool is not null`,
      [accountId],
    );
    await sendMails(sending());
    expect(inbox.mails).toMatchObject([{ subject: "Test: alerts arrive here" }]);
    expect(await listMails(accountId, 5)).toMatchObject([
      { state: "sent" },
      { state: "waiting", error: "It could not be written." },
    ]);
  });

  test("a server so slow that others may take up the mails is left with what it has", async () => {
    const people = ["ada", "bo", "cy", "di"].map((name) => `${name}@example.com`);
    await tellByMail(accountId, ...people);
    await sendTestMail(accountId);
    let now = clock().getTime();
    const sent: string[] = [];
    const slow = async (to: string) => {
      sent.push(to);
      now += 100_000;
      await Promise.resolve();
    };
    const turn = { ...sending(), clock: () => new Date(now), send: slow };
    await sendMails(turn);
    expect(sent).toHaveLength(3);
    // Another process takes up the last one, and nothing that was sent.
    while ((await sendMails(turn)) > 0);
    expect(sent.toSorted()).toEqual(people);
  });

  test("who is taken off the list gets nothing more, also of what waited for a server that was down", async () => {
    await tellByMail(accountId, "ada@example.com", "gone@example.com");
    await sendTestMail(accountId);
    await tellByMail(accountId, "ada@example.com");
    await sendMails(sending());
    expect(inbox.mails.map(({ to }) => to.join())).toEqual(["ada@example.com"]);
    expect(await listMails(accountId, 5)).toMatchObject([
      { address: "ada@example.com", state: "sent" },
      { address: "gone@example.com", state: "failed", error: "This address gets no alerts any more." },
    ]);
  });

  test("a name with line breaks cannot add headers", async () => {
    await mail.send(
      "ada@example.com",
      { subject: "A\r\nBcc: eve@example.com", text: "x", html: "<p>x</p>" },
      "id1",
    );
    expect(inbox.mails).toMatchObject([{ to: ["ada@example.com"] }]);
    expect(inbox.mails[0]?.subject).toContain("A");
  });
});

describe("events over HTTP", () => {
  const servers: Server[] = [];
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    for (const stop of stops.splice(0)) await stop();
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  }
  const key = new Uint8Array(32).fill(5);
  const event = { id: "evt_1", body: '{"type":"pool.low"}' };
  const post = async (url: string, timeoutMilliseconds = 5_000) =>
    await postEvent({ url, key }, event, new Date(), keepConnection(), {
      resolveName: wellKnown,
      allowed: "loopback allowed",
      timeoutMilliseconds,
    });

  test("a low pool is heard of by a listener that verifies with Standard Webhooks' library, once", async () => {
    const listener = createEventListener(() => new Date());
    const app = new Hono();
    app.post("/events", async (context) => await listener.receive(context.req.raw));
    const served = await serveApp(app);
    stops.push(served.stop);
    const accountId = await newAccount();
    const { secret } = await newEndpoint(accountId, `${served.address}/events`);
    listener.setSecret(secret);
    const id = await lowPool(accountId);
    // A listener whose answer is lost gets the same event again.
    listener.answer = 500;
    await deliverAll({ clock, random, post: postEvent });
    listener.answer = 200;
    const later = () => new Date(Date.now() + 120_000);
    await deliverAll({ clock: later, random, post: postEvent });
    await deliverAll({ clock: later, random, post: postEvent });
    expect(listener.refused).toBe(0);
    expect(listener.events).toMatchObject([
      {
        type: "pool.low",
        times: 1,
        body: { data: { reason: "low_water_mark", pool: { id, status: "low", remaining: 20 } } },
      },
    ]);
  });

  test("the events of a pool go out over one connection, which ends with their turn", async () => {
    const sockets: Socket[] = [];
    const url = await serve((_, response) => response.writeHead(204).end());
    servers.at(-1)?.on("connection", (socket: Socket) => sockets.push(socket));
    await threeEvents(url);
    await deliverAll({ clock, random, post: postEvent });
    expect(sockets).toHaveLength(1);
    await expect.poll(() => sockets.every(({ closed }) => closed)).toBe(true);
  });

  test("a connection that the endpoint had closed when the next event came is no failure of that event", async () => {
    const heard: string[] = [];
    const served = new WeakSet<Socket>();
    const url = await serve((request, response) => {
      if (served.has(request.socket)) return request.socket.resetAndDestroy();
      served.add(request.socket);
      heard.push(String(request.headers["webhook-id"]));
      response.writeHead(204).end();
    });
    const accountId = await threeEvents(url);
    await deliverAll({ clock, random, post: postEvent });
    expect(heard).toHaveLength(3);
    const [endpoint] = await listEndpoints(accountId);
    expect(endpoint).toMatchObject({ failingSince: null, waiting: 0 });
    expect(endpoint?.deliveries.map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
  });

  /** Three events of one pool that wait for an endpoint. */
  async function threeEvents(url: string): Promise<string> {
    const accountId = await newAccount();
    await newEndpoint(accountId, url);
    const poolId = await poolWithCodes(accountId, codesNamed("THREE", 1));
    for (const n of [1, 2, 3]) {
      await inTransaction((client) => appendEvent(client, { poolId, type: "pool.low", detail: { n } }));
    }
    return accountId;
  }

  test("a wrong secret is refused by the listener, and the event waits", async () => {
    const listener = createEventListener(() => new Date());
    listener.setSecret(`whsec_${Buffer.alloc(32, 1).toString("base64")}`);
    const app = new Hono();
    app.post("/events", async (context) => await listener.receive(context.req.raw));
    const served = await serveApp(app);
    stops.push(served.stop);
    expect(await post(`${served.address}/events`)).toMatchObject({ kind: "failed", status: 401 });
    expect(listener.refused).toBe(1);
  });

  test("any answer of 2xx is a delivery, and one of 64 KB and more is not read to its end", async () => {
    const url = await serve((_, response) => {
      response.writeHead(202);
      const more = () => response.write("x".repeat(16_384)) && setImmediate(more);
      response.on("drain", more);
      more();
    });
    expect(await post(url)).toEqual({ kind: "delivered", status: 202 });
  });

  test("a redirect is not followed", async () => {
    let hits = 0;
    const inside = await serve((_, response) => {
      hits += 1;
      response.end();
    });
    const url = await serve((_, response) => response.writeHead(307, { location: inside }).end());
    expect(await post(url)).toMatchObject({
      kind: "failed",
      status: 307,
      error: expect.stringMatching(/another address/),
    });
    expect(hits).toBe(0);
  });

  test("an answer that does not come, or does not end, is not waited for", async () => {
    const silent = await serve(() => {});
    const endless = await serve((_, response) => response.writeHead(200).write("x"));
    for (const url of [silent, endless]) {
      expect(await post(url, 300)).toMatchObject({
        kind: "failed",
        status: null,
        error: expect.stringMatching(/No answer/),
      });
    }
  });

  test("a look-up that hangs is not waited for either", async () => {
    const outcome = await postEvent(
      { url: "https://mail.example.com/", key },
      event,
      new Date(),
      keepConnection(),
      {
        resolveName: () => new Promise(() => {}),
        allowed: "public only",
        timeoutMilliseconds: 100,
      },
    );
    expect(outcome).toMatchObject({ kind: "failed" });
  });

  test("an answer that wants another protocol ends like any other", async () => {
    const url = await serve(() => {});
    servers.at(-1)?.on("upgrade", () => {});
    servers.at(-1)?.on("connection", (socket: Socket) => {
      socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    });
    expect(await post(url)).toEqual({ kind: "failed", status: 101, error: "It answered 101." });
  });

  test("a connection that is cut is a failure with a sentence", async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await post(url)).toEqual({ kind: "failed", status: null, error: "The connection was cut." });
  });

  test("the name is looked up once, and the connection goes to the address that was checked", async () => {
    let looked = 0;
    const outcome = await postEvent(
      { url: "https://rebinding.example.com/", key },
      event,
      new Date(),
      keepConnection(),
      {
        resolveName: async () => {
          looked += 1;
          return looked === 1
            ? [{ address: "10.1.2.3", family: 4 }]
            : [{ address: "93.184.216.34", family: 4 }];
        },
        allowed: "public only",
      },
    );
    expect(outcome).toMatchObject({ kind: "failed", error: expect.stringMatching(/not public/) });
    expect(looked).toBe(1);
    // "localhost" is said to be where the listener is; nobody asks the system for it again.
    const url = await serve((request, response) => {
      response.writeHead(request.headers.host?.startsWith("localhost:") ? 204 : 400).end();
    });
    expect(await post(url.replace("127.0.0.1", "localhost"))).toEqual({ kind: "delivered", status: 204 });
  });

  test("where the first of a name's addresses takes no connections, the next one is tried", async () => {
    const url = await serve((_, response) => response.writeHead(204).end());
    const resolveName = async () =>
      await Promise.resolve(["127.0.0.2", "127.0.0.1"].map((address) => ({ address, family: 4 })));
    const outcome = await postEvent(
      { url: url.replace("127.0.0.1", "localhost"), key },
      event,
      new Date(),
      keepConnection(),
      {
        resolveName,
        allowed: "loopback allowed",
      },
    );
    expect(outcome).toEqual({ kind: "delivered", status: 204 });
  });

  test("in production this machine is refused", async () => {
    const url = await serve((_, response) => response.end());
    const outcome = await postEvent({ url, key }, event, new Date(), keepConnection(), {
      resolveName: wellKnown,
      allowed: "public only",
    });
    expect(outcome).toMatchObject({ kind: "failed", status: null });
  });
});
