import { expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { firstIdAt } from "#app/db/first-id-at.ts";
import { newId } from "#app/db/new-id.server.ts";
import { forgetInstructions } from "#app/platforms/magento/forget-instructions.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

test("what ended a month ago is forgotten; what is still open, or ended since, is remembered however old it is", async () => {
  const made = firstIdAt("instruction", daysAgo(40));
  const instructions = [
    { id: `${made}1`, state: "done", endedAt: daysAgo(39) },
    { id: `${made}2`, state: "given", endedAt: null },
    { id: `${made}3`, state: "done", endedAt: daysAgo(2) },
    { id: newId("instruction"), state: "done", endedAt: daysAgo(0) },
  ];
  for (const { id, state, endedAt } of instructions) {
    await database().pool.query(
      `insert into bridge_instructions (id, store_id, kind, data, purpose, state, ended_at)
       values ($1, 'store_1', 'codes.delete', '{}', $1, $2::instruction_state, $3)`,
      [id, state, endedAt],
    );
  }
  await forgetInstructions(database().pool, daysAgo(30));
  const { rows } = await database().pool.query("select id from bridge_instructions order by id");
  expect(rows.map(({ id }) => id)).toEqual(instructions.slice(1).map(({ id }) => id));
});
