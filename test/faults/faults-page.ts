import type { LivesReport } from "./lives-report.ts";
import type { FaultReport } from "./run-fault.ts";

/** The page that keeps the result of the fault runs. */
export function faultsPage(
  reports: readonly FaultReport[],
  stores: readonly LivesReport[],
  { date, machine }: { date: Date; machine: string },
): string {
  const broken = reports.filter(({ complaints }) => complaints.length > 0);
  const sum = (number: (report: FaultReport) => number) => count(total(reports, number));
  const storeRows = stores.map(
    ({ platform, first, lives, assigned, deaths, strangers, seconds, complaints }) =>
      `| ${[platform, `${first} to ${first + lives - 1}`, assigned, deaths, strangers, seconds.toFixed(1), complaints.length === 0 ? "kept" : "**broken**"].join(" | ")} |`,
  );
  const rows = reports.map(
    ({ seed, codes, keys, requests, sentAgain, kills, cuts, seconds, complaints }) =>
      `| ${[seed, codes, keys, requests, sentAgain, kills, cuts, seconds.toFixed(1), complaints.length === 0 ? "kept" : "**broken**"].join(" | ")} |`,
  );
  return `# Fault runs

Written by \`npm run faults\` on ${date.toISOString().slice(0, 10)}, ${machine}.

**Claims: ${reports.length} runs, ${sum(({ codes }) => codes)} codes, ${sum(({ kills }) => kills)} kills: the promise was ${broken.length === 0 ? "kept in all of them" : `broken in ${broken.length}`}.**

**Dynamic pools: ${count(total(stores, ({ lives }) => lives))} lives of a store, ${count(total(stores, ({ assigned }) => assigned))} codes, ${count(total(stores, ({ deaths }) => deaths))} deaths: the promise was ${stores.some(({ complaints }) => complaints.length > 0) ? "broken" : "kept in all of them"}.**

## What happens in a run of claims
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

## What happens in a life of a store
A handful of dynamic pools are claimed from, replenished, minted and tended while the shop throttles, fails, hangs, cuts connections before and after its work, does half of it or finds late what it has; the process dies at statements and calls drawn from the seed. Once behind a strict platform in memory, once behind the sandbox, through Shopify's own client. Then the faults end, the work is done once more, and this is held against it:

- every assigned code exists in the store, under the discount that the program says, and is assigned once;
- no limit was passed, no code stays pending, and counts equal rows;
- at most five codes are left in a store that the program does not know of: those of a create in whose midst the process died.

## What happens in a life of a Magento shop
The module's real classes in a pretend shop on SQLite, over HTTP to the whole program; four shops side by side. Codes are claimed and used in orders, orders cancelled, rules deactivated and activated, while three calls in ten get lost or fail before or after the work, instructions are given twice, the shop's clock is wrong, its process is killed at a statement drawn from the seed, and the program is killed. Every code that is told is looked for in the shop at once. Then the faults end, the exchanges go on until there is nothing to do, and this is held against it:

- every code that is available, assigned or redeemed is in the shop, ours, under the rule that the program says, with the end that the program says;
- no code was told to two keys, and no key two codes;
- exactly the codes of orders that stand are redeemed, and no code has two such orders;
- nothing stays pending, no pool stays unavailable or empty, and counts equal rows.

## All lives
| store | seeds | codes assigned | deaths | unknown codes left | seconds | promise |
|---|---|---|---|---|---|---|
${storeRows.join("\n")}
${stores.flatMap(({ complaints }) => complaints.map((complaint) => `\n- ${complaint}\n`)).join("")}
## The runs of claims
| seed | codes | keys | requests | sent again | kills | cuts | seconds | promise |
|---|---|---|---|---|---|---|---|---|
${rows.join("\n")}
${broken.map(({ seed, complaints }) => `\nSeed ${seed}:\n${complaints.map((complaint) => `- ${complaint}`).join("\n")}\n`).join("")}`;
}

function total<Report>(reports: readonly Report[], number: (report: Report) => number): number {
  return reports.reduce((before, report) => before + number(report), 0);
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
