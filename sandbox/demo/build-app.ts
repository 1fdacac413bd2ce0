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

/**
 * Builds the app for production unless the build there is was made from exactly these sources, or by
 * somebody else after the last change to any of them.
 */
export async function buildApp(say: (line: string) => void = () => {}): Promise<void> {
  const files = globSync(SOURCES)
    .toSorted()
    .filter((file) => statSync(file).isFile());
  const sources = hashOf(files);
  if (existsSync(OUTPUT)) {
    if (existsSync(BUILT_FROM)) {
      if (readFileSync(BUILT_FROM, "utf8") === sources) return;
    } else {
      const builtAt = statSync(OUTPUT).mtimeMs;
      if (files.every((file) => statSync(file).mtimeMs < builtAt)) return;
    }
  }
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

function hashOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}
