import { defineConfig } from "vitest/config";

// Suites by what they need. unit: nothing. db and api: a real PostgreSQL, a database per file, cloned from
// a migrated template. browser and faults: the whole program as processes of its own.
const shared = {
  // A machine that is busy with something else is slow, not wrong.
  expect: { poll: { timeout: 15_000 } },
  environment: "node" as const,
  env: { APP_MODE: "test", LOG_LEVEL: "silent" },
};
const withDatabase = {
  ...shared,
  globalSetup: ["test/support/start-postgres.ts"],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          testTimeout: 30_000,
          setupFiles: ["test/support/refuse-console-error.ts"],
        },
      },
      {
        test: {
          ...withDatabase,
          name: "db",
          include: ["test/db/**/*.test.ts"],
          setupFiles: ["test/support/refuse-console-error.ts"],
        },
      },
      {
        test: {
          ...withDatabase,
          name: "api",
          include: ["test/api/**/*.test.ts"],
          setupFiles: ["test/support/refuse-console-error.ts", "test/support/answer-outgoing-requests.ts"],
        },
      },
      {
        test: {
          ...withDatabase,
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          testTimeout: Number(process.env.FAULT_MINUTES ?? 10) * 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
