import { Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { database } from "#app/db/database.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

test("a connection is watched while it waits, so that a database that vanishes without a word is not waited for for ever", async () => {
  const watched = vi.spyOn(Socket.prototype, "setKeepAlive");
  await database().pool.query("select");
  expect(watched).toHaveBeenCalledWith(true, 10_000);
  watched.mockRestore();
});
