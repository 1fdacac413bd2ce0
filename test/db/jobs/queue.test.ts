import { expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { CAUSE } from "#app/jobs/queue/job-catalogue.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { withLogContext } from "#app/log/log-context.server.ts";
import { freshDatabase } from "#test/support/database.ts";

freshDatabase();

async function jobs(): Promise<unknown[]> {
  const { rows } = await database().pool.query(
    "select name, data from pgboss.job where name = 'import-upload'",
  );
  return rows;
}

test("a job exists if the change that caused it was committed", async () => {
  await inTransaction((client) => sendJob(client, "import-upload", { uploadId: "upl_1" }));
  expect(await jobs()).toEqual([{ name: "import-upload", data: { uploadId: "upl_1" } }]);
});

test("a job is gone with a change that was rolled back", async () => {
  const before = await jobs();
  const failed = inTransaction(async (client) => {
    await sendJob(client, "import-upload", { uploadId: "upl_2" });
    throw new Error("changed our mind");
  });
  await expect(failed).rejects.toThrow("changed our mind");
  expect(await jobs()).toEqual(before);
});

test("a job keeps what it is about beside the request that caused it", async () => {
  await withLogContext({ requestId: "the-call" }, () =>
    inTransaction((client) => sendJob(client, "erase-contact", { requestId: "prq_1" })),
  );
  const { rows } = await database().pool.query("select data from pgboss.job where name = 'erase-contact'");
  expect(rows).toEqual([{ data: { requestId: "prq_1", [CAUSE]: "the-call" } }]);
});
