import { expect, test } from "vitest";
import { database } from "#app/db/database.server.ts";
import { inTransaction } from "#app/db/in-transaction.server.ts";
import { countJobs } from "#app/jobs/queue/count-jobs.server.ts";
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

test("jobs are counted without reading those that are done, of which there are many more", async () => {
  const { pool } = database();
  await pool.query(
    `insert into pgboss.job (name, state, created_on, completed_on)
     select 'mint-store', 'completed', now(), now() from generate_series(1, 20000)`,
  );
  await pool.query("analyze");
  await sendJob(pool, "mint-store", { storeId: "store_1" });
  await inTransaction(async (client) => {
    const counts = await countJobs(client);
    expect(counts.find(({ job }) => job === "mint-store")).toMatchObject({ waiting: 1, running: 0 });
    const { rows } = await client.query(
      "select sum(seq_tup_read)::int as read from pg_stat_xact_user_tables where schemaname = 'pgboss' and relname like 'job%'",
    );
    expect(rows).toEqual([{ read: 0 }]);
  });
});

test("a job keeps what it is about beside the request that caused it", async () => {
  await withLogContext({ requestId: "the-call" }, () =>
    inTransaction((client) => sendJob(client, "erase-contact", { requestId: "prq_1" })),
  );
  const { rows } = await database().pool.query("select data from pgboss.job where name = 'erase-contact'");
  expect(rows).toEqual([{ data: { requestId: "prq_1", [CAUSE]: "the-call" } }]);
});
