import type { FaultReport } from "./run-fault.ts";

/** The page that keeps the result of the fault runs. */
export function faultsPage(
  reports: readonly FaultReport[],
  { date, machine }: { date: Date; machine: string },
): string {
  const broken = reports.filter(({ complaints }) => complaints.length > 0);
  const sum = (number: (report: FaultReport) => number) =>
    reports.reduce((total, report) => total + number(report), 0).toLocaleString("en-US");
  const rows = reports.map(
    ({ seed, codes, keys, requests, sentAgain, kills, cuts, seconds, complaints }) =>
      `| ${[seed, codes, keys, requests, sentAgain, kills, cuts, seconds.toFixed(1), complaints.length === 0 ? "kept" : "**broken**"].join(" | ")} |`,
  );
  return `# Fault runs

Written by \`npm run faults\` on ${date.toISOString().slice(0, 10)}, ${machine}.

**${reports.length} runs, ${sum(({ codes }) => codes)} codes, ${sum(({ kills }) => kills)} kills: the promise was ${broken.length === 0 ? "kept in all of them" : `broken in ${broken.length}`}.**

## What happens in a run
Two processes of the whole program (\`node app/server.ts\`, the production build) serve one PostgreSQL that keeps every commit on the disk. 64 connections claim all codes of a pool over signed HTTP, most requests for one recipient, some for many. What goes wrong is drawn from the run's seed:

- 5 % of the keys are asked for again, some while the first request for them is still running, often in the other process;
- 1 % of the callers close their connection before the answer comes;
- five times a process is killed (SIGKILL) with up to 64 requests in it, and started again;
- the connections of every process to the database are cut;
- in every other run there are 2 % more keys than codes, so that the pool runs dry in the middle of it.

A caller does what the contract tells it to: after any error, the same request again.

## What is held against it
From what the clients wrote down alone, with everything asked for once more at the end:

- a key was never told two codes, and a code never to two keys;
- no key was told \`assigned\` twice;
- a code that was told is still the key's at the end;
- no key that has a code was told \`exhausted\`, and as many codes reached a key as there are codes or keys: none was lost;
- the pool's own counts say the same, and equal its rows.

## The runs
| seed | codes | keys | requests | sent again | kills | cuts | seconds | promise |
|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
${broken.map(({ seed, complaints }) => `\nSeed ${seed}:\n${complaints.map((complaint) => `- ${complaint}`).join("\n")}\n`).join("")}`;
}
