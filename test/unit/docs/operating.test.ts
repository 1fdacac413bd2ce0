import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ENVIRONMENT_VARIABLES, parseEnvironment, SANDBOX_VARIABLES } from "#app/config/environment.ts";
import "#app/metrics/gauges.server.ts";
import "#app/metrics/instruments.server.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";
import { JOB_NAMES } from "#app/jobs/queue/job-catalogue.ts";
import { databaseRegistry, PREFIX, registry } from "#app/metrics/registry.server.ts";
import { codeWordsOf, docsPage, sectionOf } from "#test/support/pages-of-docs.ts";

const page = docsPage("docs/operating.md");

describe(".env.example", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const examples = lines.flatMap((line) => {
    const [, isOff, name = "", value = ""] = /^(# )?([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name ? [{ name, value, isOff: isOff !== undefined }] : [];
  });

  test("has every variable that the program reads, and no other", () => {
    const names = examples.map(({ name }) => name);
    expect([...names, ...SANDBOX_VARIABLES].sort()).toEqual([...ENVIRONMENT_VARIABLES].sort());
    for (const name of SANDBOX_VARIABLES) expect(lines.join("\n")).toContain(name);
  });

  test("shows the defaults, where there is one", () => {
    const none = parseEnvironment({ APP_MODE: "test" });
    const usual = new Map<string, unknown>(none.ok ? Object.entries(none.environment) : []);
    const own = ["APP_MODE", "APP_URL", "MASTER_KEYS", "MAIL_FROM"];
    const differing = examples.filter(
      ({ name, value }) =>
        value !== "" &&
        !own.includes(name) &&
        usual.get(name) !== undefined &&
        String(usual.get(name)) !== value,
    );
    expect(differing).toEqual([]);
  });

  test("is taken in production once it is filled in, and what is off in it as well", () => {
    const filledIn = {
      MASTER_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
      SHOPIFY_API_KEY: "id",
      SHOPIFY_API_SECRET: "secret",
      METRICS_TOKEN: "a".repeat(64),
    };
    const written = (kept: typeof examples) => ({
      ...Object.fromEntries(kept.map(({ name, value }) => [name, value])),
      ...filledIn,
    });
    expect(parseEnvironment(written(examples.filter(({ isOff }) => !isOff)))).toMatchObject({ ok: true });
    expect(parseEnvironment(written(examples))).toMatchObject({ ok: true });
  });
});

test("every metric is explained, and none that is not there", async () => {
  const rows = rowsOf(sectionOf(page, "Metrics and logs")).filter((row) => /^\| `[a-z_]+`/.test(row));
  const explained = rows.flatMap((row) => firstCell(row));
  const ours = (await metricNames()).map((name) => name.replace(PREFIX, ""));
  expect(explained.sort()).toEqual(ours.sort());
});

test("the calls that are proposed name metrics and jobs that are there", async () => {
  const known = await metricNames();
  const named = [...page.text.matchAll(new RegExp(`${PREFIX}[a-z_]+`, "g"))].map(([name]) =>
    name.replace(/_bucket$/, ""),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
  const jobs = [...page.text.matchAll(/job=~?"([^"]+)"/g)].flatMap(([, names = ""]) => names.split("\\|"));
  expect(jobs.filter((name) => !JOB_NAMES.some((job) => job === name))).toEqual([]);
});

test("of every table it is said how it grows", () => {
  const schema = readFileSync("prisma/schema.prisma", "utf8");
  const tables = [...schema.matchAll(/^model .*?^ {2}@@map\("([a-z_]+)"\)/gms)].map(([, name = ""]) => name);
  const section = sectionOf(page, "What grows");
  const others = section.split("\n").find((line) => line.startsWith("The other tables")) ?? "";
  const said = [...rowsOf(section).flatMap((row) => firstCell(row)), ...codeWordsOf(others)];
  expect(said.sort()).toEqual(tables.sort());
});

test("every kind of alert is explained", () => {
  const explained = rowsOf(sectionOf(page, "Alerts, mail and events")).flatMap((row) => firstCell(row));
  expect(explained.sort()).toEqual([...ALERT_KINDS].sort());
});

test("the Node that is asked for is the one that runs TypeScript", () => {
  const needed = /NODE_NEEDED = \[(\d+), (\d+)\]/.exec(readFileSync("setup.mjs", "utf8"));
  const version = needed?.slice(1).join(".");
  expect(page.text).toContain(`Node ${version} or newer`);
  expect(readFileSync("package.json", "utf8")).toContain(`"node": ">=${version}"`);
});

function rowsOf(section: string): string[] {
  return section.split("\n").filter((line) => line.startsWith("| `"));
}

function firstCell(row: string): string[] {
  return codeWordsOf(row.split("|")[1] ?? "");
}

async function metricNames(): Promise<string[]> {
  const metrics = [...(await registry.getMetricsAsJSON()), ...(await databaseRegistry.getMetricsAsJSON())];
  return metrics.map(({ name }) => name);
}
