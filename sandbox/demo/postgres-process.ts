import { startEmbeddedPostgres } from "#app/db/embedded-postgres.server.ts";

// The embedded PostgreSQL in a process of its own, so that Ctrl-C reaches the demo first and the database
// is the last to stop. Started by start-postgres.ts, which sends the options and hears the address.

process.once("message", async (options: Parameters<typeof startEmbeddedPostgres>[0]) => {
  try {
    const { url, stop } = await startEmbeddedPostgres(options);
    const end = async () => {
      await stop();
      process.exit(0);
    };
    // The package brings listeners of its own, which would stop the database twice.
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.removeAllListeners(signal);
      process.once(signal, () => void end());
    }
    process.once("disconnect", () => void end());
    process.send?.({ url });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
});
