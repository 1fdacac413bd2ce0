import { z } from "zod";
import {
  DEMO_MAIL_FROM,
  DEMO_MASTER_KEYS,
  DEMO_SHOP,
  DEMO_SHOPIFY_API_KEY,
  DEMO_SHOPIFY_API_SECRET,
} from "./demo-secrets.ts";

/** Who runs the program: a merchant's operator, a newcomer looking at the demo, or the tests. */
const APP_MODES = ["production", "demo", "test"] as const;

const port = z.coerce.number("must be a port number").int().min(0).max(65_535);
const wholeNumber = (least: number, most: number) =>
  z.coerce.number(`must be a whole number from ${least} to ${most}`).int().min(least).max(most);
const address = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const postgresAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a PostgreSQL address: postgresql://user:password@host:5432/database",
});

/** `id:base64` pairs separated by commas; the first one seals, all of them open. */
const masterKeys = z.string().transform((text, context) => {
  const keys = text.split(",").map((pair) => {
    const [id = "", encoded = ""] = pair.trim().split(":");
    return { id, key: Buffer.from(encoded, "base64") };
  });
  const usable = keys.every(({ id, key }) => /^[A-Za-z0-9-]{1,32}$/.test(id) && key.length === 32);
  if (!usable || new Set(keys.map(({ id }) => id)).size !== keys.length) {
    context.addIssue({
      code: "custom",
      message:
        "must be one or more id:key pairs separated by commas, each key 32 bytes in base64 (make one with: openssl rand -base64 32)",
    });
    return z.NEVER;
  }
  return keys;
});

/** Every variable the program reads. Nothing else in the program reads the environment. */
const environmentSchema = z.object({
  APP_MODE: z.enum(APP_MODES, `must be one of ${APP_MODES.join(", ")}`).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4600),
  APP_URL: address.optional(),
  PUBLIC_PATH_PREFIX: z
    .string()
    .regex(/^(\/[^/\s]+)*$/, "must be empty or start with / and not end with one")
    .default(""),
  PROXY_HOPS: wholeNumber(0, 10).default(0),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_POOL_SIZE: wholeNumber(4, 200).default(12),
  EMBEDDED_DATABASE: z
    .literal(
      "i-keep-backups",
      "must be i-keep-backups: the embedded database is on this machine's disk alone",
    )
    .optional(),
  EMBEDDED_DATABASE_PASSWORD: z.string().min(16, "must have at least 16 characters").optional(),
  MASTER_KEYS: masterKeys.optional(),
  SHOPIFY_API_KEY: z.string().min(1).optional(),
  SHOPIFY_API_SECRET: z.string().min(1).optional(),
  UPLOAD_DIR: z.string().default("var/uploads"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  WORKER: z.enum(["inside", "only", "off"], "must be inside, only or off").default("inside"),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port.optional(),
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[A-Za-z0-9._~+/=-]{32,200}$/,
      "must be 32 to 200 letters, digits or ._~+/=- (openssl rand -hex 32)",
    )
    .optional(),
  DRAIN_SECONDS: wholeNumber(0, 300).default(0),
  MAGENTO_SIGNUP: z.enum(["closed", "invite", "open"], "must be closed, invite or open").default("invite"),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must be an SMTP address: smtps://user:password@mail.example.com" })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/,
      "must be an address, or a name and an address: Coupon Pools <coupons@example.com>",
    )
    .optional(),
  STORE_CODES_STOP: wholeNumber(1_000, 20_000_000).default(18_000_000),
  REQUESTS_PER_MINUTE: wholeNumber(1, 100_000_000).default(300_000),
  SANDBOX_SHOPIFY_URL: address.optional(),
  SANDBOX_SHOP: z.string().optional(),
  SANDBOX_FRAME_ORIGIN: address.optional(),
  APP_BRIDGE_URL: address.optional(),
});

/** Their names. */
export const ENVIRONMENT_VARIABLES = Object.keys(environmentSchema.shape);

type Parsed = z.infer<typeof environmentSchema>;
type Settled = "APP_URL" | "MAIL_FROM" | "MASTER_KEYS" | "SHOPIFY_API_KEY" | "SHOPIFY_API_SECRET";
/** The checked environment. What production requires and the demo defaults is always there. */
export type Environment = Omit<Parsed, Settled> & { [K in Settled]-?: NonNullable<Parsed[K]> };

export interface EnvironmentProblem {
  variable: string;
  problem: string;
}

/** Settings of the sandbox: their mere presence stops production from starting. */
export const SANDBOX_VARIABLES = [
  "SANDBOX_SHOPIFY_URL",
  "SANDBOX_SHOP",
  "SANDBOX_FRAME_ORIGIN",
  "APP_BRIDGE_URL",
] as const;

/** Hosts on which the demo and the tests may listen, and on which their sandbox lives. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Checks the whole environment and reports every bad variable at once.
 * Without APP_MODE it is production's: a missing secret is a problem and a sandbox setting too.
 */
export function parseEnvironment(
  source: Record<string, string | undefined>,
): { ok: true; environment: Environment } | { ok: false; problems: EnvironmentProblem[] } {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({
        variable: issue.path.join("."),
        problem: issue.message,
      })),
    };
  }
  const settings = parsed.data;
  const problems =
    settings.APP_MODE === "production" ? productionProblems(settings, present) : sandboxProblems(settings);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, environment: withDefaults(settings) };
}

function productionProblems(
  settings: Parsed,
  source: Record<string, string | undefined>,
): EnvironmentProblem[] {
  const problems: EnvironmentProblem[] = [];
  const say = (variable: string, problem: string) => problems.push({ variable, problem });
  for (const variable of SANDBOX_VARIABLES) {
    if (settings[variable] !== undefined)
      say(variable, "belongs to the sandbox and must not be set in production");
  }
  if (!settings.APP_URL) say("APP_URL", "is missing: the public https address of this app");
  else if (!settings.APP_URL.startsWith("https://")) say("APP_URL", "must start with https:// in production");
  if (!settings.SHOPIFY_API_KEY) say("SHOPIFY_API_KEY", "is missing: the app's client id");
  if (!settings.SHOPIFY_API_SECRET) say("SHOPIFY_API_SECRET", "is missing: the app's client secret");
  if (settings.METRICS_PORT !== undefined && !isLoopback(settings.METRICS_HOST) && !settings.METRICS_TOKEN)
    say(
      "METRICS_TOKEN",
      "is missing: metrics on an address that others reach need one (openssl rand -hex 32)",
    );
  if (!settings.MASTER_KEYS)
    say("MASTER_KEYS", "is missing: id:key, the key 32 bytes in base64 (openssl rand -base64 32)");
  if (
    settings.SHOPIFY_API_SECRET === DEMO_SHOPIFY_API_SECRET ||
    settings.SHOPIFY_API_KEY === DEMO_SHOPIFY_API_KEY
  ) {
    say("SHOPIFY_API_SECRET", "is the demo's, which everybody knows");
  }
  const demoKey = DEMO_MASTER_KEYS.split(":")[1];
  if (source.MASTER_KEYS?.includes(demoKey ?? ""))
    say("MASTER_KEYS", "holds the demo's key, which everybody knows");
  if (!settings.DATABASE_URL && !settings.EMBEDDED_DATABASE) {
    say(
      "DATABASE_URL",
      "is missing: postgresql://user:password@host:5432/database (or EMBEDDED_DATABASE=i-keep-backups to run the embedded one)",
    );
  }
  if (settings.SMTP_URL && !settings.MAIL_FROM) {
    say("MAIL_FROM", "is missing: the address from which mail is sent over SMTP_URL");
  }
  if (settings.EMBEDDED_DATABASE && !settings.EMBEDDED_DATABASE_PASSWORD) {
    say("EMBEDDED_DATABASE_PASSWORD", "is missing: the embedded database needs a password of your own");
  }
  return problems;
}

function sandboxProblems(settings: Parsed): EnvironmentProblem[] {
  const problems: EnvironmentProblem[] = [];
  const say = (variable: string, problem: string) => problems.push({ variable, problem });
  if (!isLoopback(settings.HOST)) {
    say("HOST", `must be a loopback address such as 127.0.0.1 in ${settings.APP_MODE} mode`);
  }
  if (!isLoopback(settings.METRICS_HOST))
    say("METRICS_HOST", `must be a loopback address such as 127.0.0.1 in ${settings.APP_MODE} mode`);
  for (const variable of [
    "SANDBOX_SHOPIFY_URL",
    "SANDBOX_FRAME_ORIGIN",
    "APP_BRIDGE_URL",
    "APP_URL",
  ] as const) {
    const value = settings[variable];
    if (value && !isLoopback(new URL(value).hostname)) {
      say(variable, `must be on a loopback address in ${settings.APP_MODE} mode`);
    }
  }
  if (settings.SANDBOX_SHOP && settings.SANDBOX_SHOP !== DEMO_SHOP) {
    say("SANDBOX_SHOP", `must be ${DEMO_SHOP}, the only shop that the sandbox plays`);
  }
  return problems;
}

function withDefaults(settings: Parsed): Environment {
  return {
    ...settings,
    APP_URL: settings.APP_URL ?? `http://${settings.HOST}:${settings.PORT}`,
    MASTER_KEYS: settings.MASTER_KEYS ?? masterKeys.parse(DEMO_MASTER_KEYS),
    MAIL_FROM: settings.MAIL_FROM ?? DEMO_MAIL_FROM,
    SHOPIFY_API_KEY: settings.SHOPIFY_API_KEY ?? DEMO_SHOPIFY_API_KEY,
    SHOPIFY_API_SECRET: settings.SHOPIFY_API_SECRET ?? DEMO_SHOPIFY_API_SECRET,
  };
}
