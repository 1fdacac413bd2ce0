import { expect, test } from "vitest";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { database } from "#app/db/database.server.ts";
import { listPersonalNames } from "#app/privacy/list-personal-names.server.ts";
import { notePersonalNames } from "#app/privacy/note-personal-names.server.ts";
import { freshDatabase } from "#test/support/database.ts";
import { newAccount } from "#test/support/pool-with-codes.ts";

freshDatabase();

async function newClient(): Promise<{ accountId: string; clientId: string }> {
  const accountId = await newAccount();
  const made = await createApiClient({ accountId, actor: "Ada", name: "Mail platform" });
  if (!made.ok) throw new Error(made.refusal.detail);
  return { accountId, clientId: made.value.id };
}

test("a client whose keys look like addresses is told of for a week, without the address", async () => {
  const { accountId, clientId } = await newClient();
  await Promise.all(
    notePersonalNames({ clientId, campaignId: "welcome", keys: ["msg-1", "ada@example.com"] }),
  );
  expect(await listPersonalNames(accountId)).toEqual([{ client: "Mail platform", what: "keys" }]);
  await Promise.all(notePersonalNames({ clientId, campaignId: "bob@example.com", keys: ["msg-2"] }));
  expect(await listPersonalNames(accountId)).toEqual([{ client: "Mail platform", what: "both" }]);
  const row = await database().prisma.apiClient.findUniqueOrThrow({ where: { id: clientId } });
  expect(JSON.stringify(row)).not.toContain("@");
  await database().pool.query(
    `update api_clients set personal_key_at = personal_key_at - interval '8 days',
            personal_campaign_at = personal_campaign_at - interval '8 days' where id = $1`,
    [clientId],
  );
  expect(await listPersonalNames(accountId)).toEqual([]);
});

test("a client that does it with every message is written down once in some hours", async () => {
  const { clientId } = await newClient();
  const named = { clientId, campaignId: "welcome", keys: ["ada@example.com"] };
  const now = Date.now();
  const writes = [0, 1, 2].map((second) => notePersonalNames(named, now + second * 1_000));
  await Promise.all(writes.flat());
  expect(writes.map(({ length }) => length)).toEqual([1, 0, 0]);
  const later = notePersonalNames(named, now + 7 * 3_600_000);
  await Promise.all(later);
  expect(later).toHaveLength(1);
});

test("names that say nothing of a person are not noted", async () => {
  const { accountId, clientId } = await newClient();
  expect(notePersonalNames({ clientId, campaignId: "spring@2026", keys: ["msg-1", "@home"] })).toEqual([]);
  expect(await listPersonalNames(accountId)).toEqual([]);
});
