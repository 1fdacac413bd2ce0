import { log } from "#app/log/log.server.ts";

/** Does one thing after the other, each of them whatever became of those before; throws what the first that failed threw. */
export async function doAll(works: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: { error: unknown }[] = [];
  for (const work of works) {
    await work().catch((error: unknown) => {
      failures.push({ error });
      log().error({ err: error, part: work.name }, "a part of a job failed; the others go on");
    });
  }
  const [first] = failures;
  if (first) throw first.error;
}
