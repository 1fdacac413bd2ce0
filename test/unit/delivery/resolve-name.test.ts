import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { resolveName } from "#app/delivery/resolve-name.server.ts";

// A name server that knows two names and never answers about others.

const ADDRESSES: Record<string, Record<number, number[]>> = {
  "both.example": {
    1: [93, 184, 216, 34],
    28: [0x26, 6, 0x47, 0, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11],
  },
  "four.example": { 1: [8, 8, 8, 8] },
};
const QUESTION_AT = 12;
const NEVER_HEARD_OF = 3;

let server: Socket;
let servers: string[];
beforeAll(async () => {
  server = createSocket("udp4", (query, from) => {
    const labels: string[] = [];
    let place = QUESTION_AT;
    for (let length = query[place] ?? 0; length > 0; length = query[place] ?? 0) {
      labels.push(query.toString("latin1", place + 1, place + 1 + length));
      place += 1 + length;
    }
    const name = labels.join(".").toLowerCase();
    if (name.startsWith("silent")) return;
    const question = query.subarray(QUESTION_AT, place + 5);
    const data = ADDRESSES[name]?.[query.readUInt16BE(place + 1)];
    const head = Buffer.from(query.subarray(0, QUESTION_AT));
    head.writeUInt16BE(0x8180 + (ADDRESSES[name] ? 0 : NEVER_HEARD_OF), 2);
    head.writeUInt16BE(data ? 1 : 0, 6);
    head.writeUInt32BE(0, 8);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(query.readUInt16BE(place + 1), 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data?.length ?? 0, 10);
    const answer = data ? [head, question, record, Buffer.from(data)] : [head, question];
    server.send(Buffer.concat(answer), from.port, from.address);
  });
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  servers = [`127.0.0.1:${(server.address() as AddressInfo).port}`];
});
afterAll(() => server.close());

test("a name has its addresses of both kinds, IPv4 first", async () => {
  expect(await resolveName("both.example", servers)).toEqual([
    { address: "93.184.216.34", family: 4 },
    { address: "2606:4700:4700::1111", family: 6 },
  ]);
  expect(await resolveName("four.example", servers)).toEqual([{ address: "8.8.8.8", family: 4 }]);
});

test("a name that nobody knows has none", async () => {
  expect(await resolveName("nobody.example", servers)).toEqual([]);
});

test("names of which no server speaks hold up no other, and are given up long before a try is over", async () => {
  const startedAt = performance.now();
  const silent = Array.from({ length: 12 }, (_, n) => resolveName(`silent${n}.example`, servers));
  expect(await resolveName("four.example", servers)).toHaveLength(1);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect((await Promise.all(silent)).flat()).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(9_000);
}, 15_000);
