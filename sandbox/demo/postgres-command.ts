import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ExpectedFailure } from "./expected-failure.ts";

/** PostgreSQL refuses to run as root, so as root it runs as somebody without rights. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * How the process that runs PostgreSQL is started. As root in a place that only root may enter, such as
 * /root, the ordinary way fails: the user that PostgreSQL runs as could not read its own files. There it
 * gets one right of root's back, to pass the directories, and none of the others.
 */
export function postgresCommand(dataDirectory: string, program: string): { command: string; args: string[] } {
  const isRoot = process.getuid?.() === 0;
  const places = [dirname(resolve(dataDirectory)), dirname(program), process.execPath];
  const closed = isRoot
    ? places.map(closedDirectory).find((directory) => directory !== undefined)
    : undefined;
  if (closed === undefined) return { command: process.execPath, args: [program] };
  if (spawnSync("setpriv", ["--version"]).status !== 0) {
    throw new ExpectedFailure(
      `PostgreSQL does not run as root, and nobody else may enter ${closed}: move this folder to a place that every user may enter, or run it as an ordinary user.`,
    );
  }
  const { uid, gid } = ownDirectory(dataDirectory);
  return {
    command: "setpriv",
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      "--clear-groups",
      "--inh-caps=+dac_override",
      "--ambient-caps=+dac_override",
      // Without it access(2), which initdb asks, would not count that right.
      "--securebits=+no_setuid_fixup",
      "--",
      process.execPath,
      program,
    ],
  };
}

/** The directory as PostgreSQL wants it: its own. One that is there keeps its owner. */
function ownDirectory(directory: string): { uid: number; gid: number } {
  if (existsSync(directory)) {
    const { uid, gid } = statSync(directory);
    if (uid !== 0) return { uid, gid };
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chownSync(directory, NOBODY.uid, NOBODY.gid);
  return NOBODY;
}

/** The highest directory on the way that others may not enter. */
function closedDirectory(path: string): string | undefined {
  const parent = dirname(path);
  const above = parent === path ? undefined : closedDirectory(parent);
  if (above !== undefined || !existsSync(path)) return above;
  const { mode } = statSync(path);
  return (mode & 0o001) === 0 ? path : undefined;
}
