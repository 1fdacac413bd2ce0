import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";

const HARNESS = "magento-bridge/Test/harness.php";

/** The process died in the middle of a command, as one that is killed does. */
export class ShopDied extends Error {}

/** The shop refused a command, in its own words. */
export class ShopRefused extends Error {
  /** The PHP class of the exception. */
  readonly type: string;

  constructor(message: string, type: string) {
    super(message);
    this.type = type;
  }
}

/** A pretend Magento shop with the module's real classes: a process that is given commands, and a database. */
export interface PretendShop {
  /** Does a command of `magento-bridge/Test/Stub/Harness.php`, one after the other. Throws ShopDied, ShopRefused. */
  do<Result>(command: string, data?: Record<string, unknown>): Promise<Result>;
  /** The process of the moment; another one after a death. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

interface Answer {
  ok: boolean;
  result: unknown;
  error?: string;
  type?: string;
}

interface ShopProcess {
  child: ChildProcessWithoutNullStreams;
  gone: Promise<void>;
  asked: { resolve: (line: string) => void; reject: (error: Error) => void } | undefined;
}

/**
 * Opens the shop of a database: a file for SQLite, or a DSN whose user and password stand in the environment. The
 * process is started when it is needed, and again after it died.
 */
export function openPretendShop(database: string, environment: Record<string, string> = {}): PretendShop {
  let running: ShopProcess | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const process_ = () => {
    if (running) return running;
    const started = start(database, environment);
    running = started;
    void started.gone.then(() => {
      if (running === started) running = undefined;
    });
    return started;
  };
  const ask = async (line: string): Promise<string> => {
    const shop = process_();
    return await new Promise((resolve, reject) => {
      shop.asked = { resolve, reject };
      shop.child.stdin.write(`${line}\n`);
    });
  };
  return {
    async do<Result>(command: string, data: Record<string, unknown> = {}): Promise<Result> {
      const line = JSON.stringify({ ...data, do: command });
      const answered = turn.then(
        () => ask(line),
        () => ask(line),
      );
      turn = answered;
      const { ok, result, error, type } = JSON.parse(await answered) as Answer;
      if (!ok) throw new ShopRefused(error ?? "", type ?? "");
      return result as Result;
    },
    pid: () => running?.child.pid,
    async stop() {
      const shop = running;
      if (!shop) return;
      shop.child.stdin.end();
      await shop.gone;
    },
  };
}

function start(database: string, environment: Record<string, string>): ShopProcess {
  const child = spawn("php", ["-d", "memory_limit=1G", HARNESS, database], {
    env: { ...process.env, ...environment },
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-2_000);
  });
  // A write to one that has died is answered by its death.
  child.stdin.on("error", () => {});
  const shop: ShopProcess = {
    child,
    asked: undefined,
    gone: new Promise((resolve) => child.once("close", () => resolve())),
  };
  const end = (error: Error) => {
    shop.asked?.reject(error);
    shop.asked = undefined;
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    shop.asked?.resolve(line);
    shop.asked = undefined;
  });
  child.once("error", end);
  child.once("close", (code, signal) =>
    end(new ShopDied(`The shop ended (${signal ?? code}). ${complaints}`)),
  );
  return shop;
}
