import { type Environment, type EnvironmentProblem, parseEnvironment } from "./environment.ts";

let checked: Environment | undefined;

/** The environment cannot be used; the message names every bad variable and what it should be. */
export class EnvironmentError extends Error {
  constructor(problems: EnvironmentProblem[]) {
    super(
      `The configuration cannot be used:\n${problems.map(({ variable, problem }) => `  ${variable} ${problem}`).join("\n")}`,
    );
    this.name = "EnvironmentError";
  }
}

/**
 * The checked environment, the only way to read a variable. Parsed at the first call and kept.
 * Throws EnvironmentError, which the entry points print before anything listens.
 */
export function env(): Environment {
  if (!checked) {
    // biome-ignore lint/style/noProcessEnv: this is the one reader.
    const parsed = parseEnvironment(process.env);
    if (!parsed.ok) throw new EnvironmentError(parsed.problems);
    checked = parsed.environment;
  }
  return checked;
}

/** Where the embedded database was started, for everything in this process that comes after it. */
export function setDatabaseUrl(url: string): void {
  checked = { ...env(), DATABASE_URL: url };
}
