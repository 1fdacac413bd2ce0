export interface Times {
  median: number;
  slowest: number;
}

/** Milliseconds of so many runs, one after the other, once it is warm. */
export async function timesOf(runs: number, work: (run: number) => Promise<unknown>): Promise<Times> {
  for (let run = 0; run < 5; run += 1) await work(run);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work(run);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(runs / 2)] ?? 0, slowest: times.at(-1) ?? 0 };
}
