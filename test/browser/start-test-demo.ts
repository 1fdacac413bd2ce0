import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Demo, startDemo } from "#sandbox/demo/start-demo.ts";

/** The whole demo on free ports, in a directory of its own that goes away with it. */
export async function startTestDemo(
  pools: "seeded" | "none",
): Promise<{ demo: Demo; stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "coupon-pools-browser-"));
  // PostgreSQL runs as a user of its own, who has to get in.
  await chmod(directory, 0o755);
  const demo = await startDemo({ directory, port: 0, pools });
  return {
    demo,
    async stop() {
      await demo.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
