import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { KeptCredentials } from "../seed/demo-credentials.ts";
import { ExpectedFailure } from "./expected-failure.ts";

export interface SeedOptions {
  appUrl: string;
  /** Where the pretend email platform takes events. */
  eventsUrl: string;
  adminUrl: string;
  databaseUrl: string;
  uploadDirectory: string;
  credentialsFile: string;
  pools: "seeded" | "none";
  say: (line: string) => void;
}

/**
 * Runs `sandbox/seed.ts` in a process of its own, since the app's modules belong to one database for as
 * long as they live. Answers the credentials of the pretend email platform.
 */
export async function runSeed(
  options: SeedOptions,
): Promise<{ apiKeyId: string; apiSecret: string; eventSecret: string | null }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("../seed.ts", import.meta.url))], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      APP_MODE: "demo",
      NODE_ENV: "production",
      LOG_LEVEL: "silent",
      DATABASE_URL: options.databaseUrl,
      DATABASE_POOL_SIZE: "4",
      UPLOAD_DIR: options.uploadDirectory,
      SEED_APP_URL: options.appUrl,
      SEED_EVENTS_URL: options.eventsUrl,
      SEED_ADMIN_URL: options.adminUrl,
      SEED_CREDENTIALS_FILE: options.credentialsFile,
      SEED_POOLS: options.pools,
    },
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n").filter((one) => one !== "")) options.say(line);
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0 || !existsSync(options.credentialsFile)) {
    throw new ExpectedFailure(`The demo could not be filled:\n${said.slice(-4_000)}`);
  }
  const kept: KeptCredentials = JSON.parse(readFileSync(options.credentialsFile, "utf8"));
  const { apiKeyId, apiSecret, endpoint } = kept;
  return { apiKeyId, apiSecret, eventSecret: endpoint?.eventSecret ?? null };
}
