// Asks for a pool's row again and again as claims do, on a thread of its own, and remembers how long it took.
import { parentPort, workerData } from "node:worker_threads";
import pg from "pg";

export interface WaitReport {
  count: number;
  longestMs: number;
  p99Ms: number;
}

const { url, poolId } = workerData as { url: string; poolId: string };
let stopped = false;
parentPort?.once("message", () => {
  stopped = true;
});

const client = new pg.Client(url);
await client.connect();
const waits: number[] = [];
while (!stopped) {
  await client.query("begin");
  const start = performance.now();
  await client.query("select from pools where id = $1 for update", [poolId]);
  waits.push(performance.now() - start);
  await client.query("commit");
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await client.end();
waits.sort((a, b) => a - b);
parentPort?.postMessage({
  count: waits.length,
  longestMs: waits.at(-1) ?? 0,
  p99Ms: waits[Math.floor(waits.length * 0.99)] ?? 0,
} satisfies WaitReport);
parentPort?.close();
