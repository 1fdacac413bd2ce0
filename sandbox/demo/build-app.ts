import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { ExpectedFailure } from "./expected-failure.ts";

const OUTPUT = "build/server/index.js";
const BUILT_FROM = "build/built-from";
/** Everything that the built app depends on. */
const SOURCES = [
  "app/**/*",
  "public/**/*",
  "prisma/schema.prisma",
  "vite.config.ts",
  "remix.config.js",
  "package-lock.json",
];

/** Builds the app for production unless the build there is was made from exactly these sources. */
export async function buildApp(say: (line: string) => void = () => {}): Promise<void> {
  const sources = hashOfSources();
  if (existsSync(OUTPUT) && existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, "utf8") === sources) return;
  say("Building the app.");
  const child = spawn(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new ExpectedFailure(`The app could not be built:\n${output.slice(-4_000)}`);
  writeFileSync(BUILT_FROM, sources);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES).toSorted()) {
    if (statSync(file).isFile()) hash.update(file).update(readFileSync(file));
  }
  return hash.digest("hex");
}
