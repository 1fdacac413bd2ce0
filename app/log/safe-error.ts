import { safeText } from "./safe-text.ts";

/** What a log says of an error. */
export interface SafeError {
  type: string;
  message: string;
  code?: string;
  /** Where it was thrown, without the message that a stack begins with. */
  stack?: string;
  cause?: SafeError;
}

const CAUSES_MAX = 3;
const FRAME = /^\s+at /;

/**
 * An error as it may stand in a log: its kind, its message and where it was thrown. Everything else that libraries
 * hang on their errors repeats values: PostgreSQL's `detail` the values of a row, Shopify's the answer, Prisma's message
 * the arguments of the call.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "Something else than an error was thrown." };
  const { name, message, stack, cause } = error;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const frames = stack?.split("\n").filter((line) => FRAME.test(line));
  return {
    type: error.constructor.name === "Object" ? name : error.constructor.name,
    message: safeText(messageOf(error, message, code)),
    ...(code === undefined ? {} : { code }),
    ...(frames?.length ? { stack: frames.join("\n") } : {}),
    ...(cause instanceof Error && depth < CAUSES_MAX ? { cause: safeError(cause, depth + 1) } : {}),
  };
}

function messageOf(error: Error, message: string, code: string | undefined): string {
  // Prisma shows the call with its arguments first, and says in its last line what is wrong.
  if (error.name.startsWith("PrismaClient")) return message.trim().split("\n").at(-1) ?? "";
  // "Variable $codes was provided invalid value …": the first words say enough.
  if (error.name.startsWith("Graphql")) return "The platform refused a query.";
  // A value that does not fit, quoted; other classes quote names of constraints and columns.
  if (code !== undefined && /^22...$/.test(code)) return message.replace(/"[\s\S]*"/g, '"…"');
  return message;
}
