import { parseArgs } from "node:util";
import { ExpectedFailure } from "./demo/expected-failure.ts";
import { type Demo, startDemo } from "./demo/start-demo.ts";

// `npm run demo`: the whole product on this machine, against the pretend Shopify and email platform.

const HELP = `npm run demo -- [options]
  --port N   the app's port (4600); the store's admin, the email platform and PostgreSQL take the next three,
             the Magento shop the one after
  --magento  a pretend Magento shop as a second store, with the module's real classes; needs PHP
  --reset    start over: forget everything that an earlier demo kept
  --empty    make no pools`;

/** Milliseconds after which a second Ctrl-C means "at once"; npm passes the first one on twice. */
const IMPATIENT_AFTER_MILLISECONDS = 2_000;

const PARENT_CHECK_MILLISECONDS = 500;

let demo: Demo | undefined;
let stoppingSince: number | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
// A shell in between may be ended without passing that on.
const parent = process.ppid;
setInterval(() => {
  if (stoppingSince === undefined && process.ppid !== parent) void stop();
}, PARENT_CHECK_MILLISECONDS).unref();

try {
  demo = await run();
} catch (error) {
  console.error(error instanceof ExpectedFailure ? `\n${error.message}` : error);
  process.exitCode = 1;
}
if (demo) {
  const { app } = demo;
  const { lastLines } = await app.exited;
  if (stoppingSince === undefined) {
    console.error(`\nThe app has ended by itself. Its last lines:\n${lastLines}`);
    process.exitCode = 1;
    stoppingSince = Date.now();
    await demo.stop();
  }
}

async function run(): Promise<Demo | undefined> {
  const options = readOptions();
  if (options === "help") {
    console.log(HELP);
    return undefined;
  }
  const started = await startDemo({ ...options, say: (line) => console.log(`> ${line}`) });
  console.log(`
  Coupon Pools is running.

    Dashboard, inside a pretend store's admin   ${started.adminUrl}
    A pretend email platform that sends         ${started.emailPlatformUrl}${magentoLine(started)}
    Its inbox: alerts by mail, and events       ${started.emailPlatformUrl}/inbox
    The claim API and its documentation         ${started.appUrl}/api/v1/docs

    For scripts: var/demo.json     Log: var/demo/app.log
    Ctrl-C stops all of it; the next start finds everything as it was.
`);
  return started;
}

function magentoLine({ magentoUrl }: Demo): string {
  return magentoUrl === null ? "" : `\n    A pretend Magento shop                      ${magentoUrl}`;
}

function readOptions(): Parameters<typeof startDemo>[0] | "help" {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "4600" },
        reset: { type: "boolean", default: false },
        empty: { type: "boolean", default: false },
        magento: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_531) {
      throw new Error("--port takes a number from 1 to 65531.");
    }
    return {
      port,
      start: values.reset ? "over" : "as it was",
      pools: values.empty ? "none" : "seeded",
      magento: values.magento ? "yes" : "no",
    };
  } catch (error) {
    throw new ExpectedFailure(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

async function stop(): Promise<void> {
  if (stoppingSince !== undefined) {
    if (Date.now() - stoppingSince > IMPATIENT_AFTER_MILLISECONDS) process.exit(1);
    return;
  }
  stoppingSince = Date.now();
  console.log("\n> Stopping.");
  // What is still starting ends with this process: every part of the demo watches for that.
  if (!demo) process.exit(130);
  await demo.stop();
}
