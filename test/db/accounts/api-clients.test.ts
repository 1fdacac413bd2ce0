import type { KeyObject } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { connectStore } from "#app/accounts/connect-store.server.ts";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { findCredentials } from "#app/accounts/find-credentials.server.ts";
import { listApiClients } from "#app/accounts/list-api-clients.server.ts";
import { noteApiClientUsed } from "#app/accounts/note-api-client-used.server.ts";
import { revokeApiClient } from "#app/accounts/revoke-api-client.server.ts";
import { rotateApiClient } from "#app/accounts/rotate-api-client.server.ts";
import { setBroadcastAllowed } from "#app/accounts/set-broadcast-allowed.server.ts";
import { API_CLIENTS_PER_ACCOUNT_MAX } from "#app/config/limits.ts";
import { secretKey } from "#app/crypto/signature.ts";
import { database } from "#app/db/database.server.ts";
import type { Result } from "#app/errors/refusal.ts";
import { listHistory } from "#app/history/list-history.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const actor = "Ada";
/** A clock that starts now and stands still: the caches are driven by it, the database by its own. */
const start = Date.now();
let accountId: string;

beforeAll(async () => {
  ({ accountId } = await connectStore({ platform: "shopify", domain: "api.myshopify.com", actor }));
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

const create = async (name: string) => value(await createApiClient({ accountId, name, actor }));
const bytes = (keys: KeyObject[] | undefined) => keys?.map((key) => key.export().toString("hex"));
const hex = (secret: string) => secretKey(secret).toString("hex");

test("a new client signs with the secret that was shown once", async () => {
  const { id, secret } = await create("  Mailer  ");
  expect(id).toMatch(/^cpk_/);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const credentials = await findCredentials(id);
  expect(credentials).toMatchObject({ accountId, clientId: id, name: "Mailer", broadcastAllowed: false });
  expect(bytes(credentials?.keys)).toEqual([hex(secret)]);
});

test("a secret lies in the database only sealed", async () => {
  const { secret } = await create("Sealed");
  const { rows } = await database().pool.query("select sealed from api_secrets");
  for (const { sealed } of rows) {
    expect(sealed).not.toContain(secret.slice("whsec_".length));
    expect(sealed).not.toContain(secretKey(secret).toString("base64url"));
  }
});

test("a name that is blank or has a line break is refused at its field", async () => {
  for (const name of ["   ", "two\nlines", "x".repeat(101)]) {
    const refused = await createApiClient({ accountId, name, actor });
    expect(refused).toMatchObject({ ok: false, refusal: { errors: [{ path: "name" }] } });
  }
});

test("an account has at most so many live clients, also when the last two are made at once", async () => {
  const full = await connectStore({ platform: "shopify", domain: "full.myshopify.com", actor });
  const made = await Promise.all(
    Array.from({ length: API_CLIENTS_PER_ACCOUNT_MAX + 1 }, (_, n) =>
      createApiClient({ accountId: full.accountId, name: `client ${n}`, actor }),
    ),
  );
  expect(made.filter(({ ok }) => ok)).toHaveLength(API_CLIENTS_PER_ACCOUNT_MAX);
});

test("while a client rotates both secrets sign, until the date", async () => {
  const { id, secret: old } = await create("Rotating");
  const rotated = value(await rotateApiClient({ accountId, clientId: id, oldSecretHours: 24, actor }));
  const hours = (Date.parse(rotated.oldSecretUntil) - Date.now()) / 3_600_000;
  expect(hours).toBeCloseTo(24, 1);
  expect(bytes((await findCredentials(id, start))?.keys)).toEqual([hex(rotated.secret), hex(old)]);
  // The same answer, kept in the process, ends by itself when the date comes.
  await database().pool.query(
    "update api_secrets set expires_at = now() + interval '2 s' where expires_at is not null and client_id = $1",
    [id],
  );
  const later = start + 5_000;
  expect((await findCredentials(id, later))?.keys).toHaveLength(2);
  expect(bytes((await findCredentials(id, later + 2_500))?.keys)).toEqual([hex(rotated.secret)]);
});

test("rotating with no time left over ends the old secret", async () => {
  const { id } = await create("Leaked");
  const { secret } = value(await rotateApiClient({ accountId, clientId: id, oldSecretHours: 0, actor }));
  expect(bytes((await findCredentials(id))?.keys)).toEqual([hex(secret)]);
});

test("rotating twice in a row leaves two live secrets, not three", async () => {
  const { id } = await create("Twice");
  const second = value(await rotateApiClient({ accountId, clientId: id, oldSecretHours: 24, actor }));
  const third = value(await rotateApiClient({ accountId, clientId: id, oldSecretHours: 24, actor }));
  expect(bytes((await findCredentials(id))?.keys)).toEqual([hex(third.secret), hex(second.secret)]);
});

test("a revoked client is unknown at most five seconds later, and its secrets are gone", async () => {
  const { id } = await create("Revoked");
  expect(await findCredentials(id, start)).not.toBeNull();
  value(await revokeApiClient({ accountId, clientId: id, actor }));
  value(await revokeApiClient({ accountId, clientId: id, actor }));
  expect(await findCredentials(id, start + 5_000)).toBeNull();
  const { rowCount } = await database().pool.query("select 1 from api_secrets where client_id = $1", [id]);
  expect(rowCount).toBe(0);
  expect(await rotateApiClient({ accountId, clientId: id, oldSecretHours: 1, actor })).toMatchObject({
    ok: false,
  });
});

test("credentials are read once for all calls that meet, and again after five seconds", async () => {
  const { id } = await create("Cached");
  const [one, two] = await Promise.all([findCredentials(id, start), findCredentials(id, start)]);
  expect(one).toBe(two);
  value(await setBroadcastAllowed({ accountId, allowed: "yes", actor }));
  expect((await findCredentials(id, start + 4_999))?.broadcastAllowed).toBe(false);
  expect((await findCredentials(id, start + 5_000))?.broadcastAllowed).toBe(true);
});

test("a key id that is none is unknown without a query", async () => {
  expect(await findCredentials("cpk_'; drop table pools")).toBeNull();
  expect(await findCredentials("")).toBeNull();
});

test("another account's client cannot be rotated or revoked, and answers like one that does not exist", async () => {
  const other = await connectStore({ platform: "shopify", domain: "other.myshopify.com", actor });
  const { id } = await create("Mine");
  const missing = await revokeApiClient({ accountId, clientId: "cpk_missing", actor });
  expect(await revokeApiClient({ accountId: other.accountId, clientId: id, actor })).toEqual(missing);
  expect(
    await rotateApiClient({ accountId: other.accountId, clientId: id, oldSecretHours: 1, actor }),
  ).toEqual(missing);
  expect(await findCredentials(id, start + 10_000)).not.toBeNull();
});

test("the last use is written at most once a minute, also by two processes", async () => {
  const { id } = await create("Used");
  const lastUsed = async () =>
    (await listApiClients(accountId)).find((client) => client.id === id)?.lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await noteApiClientUsed(id, start);
  const first = await lastUsed();
  expect(first).not.toBeNull();
  expect(noteApiClientUsed(id, start + 59_999)).toBeUndefined();
  // A minute later here, but the database has the write of a process that was a moment ago.
  await noteApiClientUsed(id, start + 60_000);
  expect(await lastUsed()).toBe(first);
});

test("the list shows live secrets without their content, revoked clients last, and the history who did what", async () => {
  const { id, secret } = await create("Listed");
  const list = await listApiClients(accountId);
  const revokedFrom = list.findIndex(({ revokedAt }) => revokedAt !== null);
  expect(list.slice(revokedFrom).every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  expect(list.find((client) => client.id === id)?.secrets).toEqual([
    { createdAt: expect.any(String), expiresAt: null },
  ]);
  expect(JSON.stringify(list)).not.toContain(secret);
  const lines = await listHistory({ accountId, limit: 100 });
  expect(lines.map(({ sentence }) => sentence)).toContain("API client Revoked revoked");
  expect(lines.every((line) => line.actor === actor)).toBe(true);
});
