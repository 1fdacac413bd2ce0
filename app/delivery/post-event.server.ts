import http from "node:http";
import https from "node:https";
import type { TcpNetConnectOpts } from "node:net";
import { EVENT_ANSWER_BYTES_MAX, EVENT_SECONDS_MAX } from "#app/config/limits.ts";
import { signEvent } from "#app/crypto/sign-event.ts";
import type { LoopbackAllowed } from "#app/events/endpoint-address.ts";
import { loopbackAllowed } from "#app/wiring/loopback-allowed.server.ts";
import { guardAddress, type ResolvedAddress, type ResolveName } from "./guarded-address.ts";
import { resolveName } from "./resolve-name.server.ts";

/** Milliseconds after which the next of a name's addresses is tried. */
const NEXT_ADDRESS_MILLISECONDS = 2_500;

/** What came of one try. `status` is null where nobody answered. */
export type PostOutcome =
  | { kind: "delivered"; status: number }
  | { kind: "failed"; status: number | null; error: string };

/** An event as it is sent. */
export interface SignedEvent {
  id: string;
  body: string;
}

/**
 * A connection to one endpoint that stays open from one event to the next, and the addresses that were checked for it.
 * Events of a pool go one after the other: a new connection for each would make each wait for three more round trips.
 */
export interface KeptConnection {
  agents: { "http:": http.Agent; "https:": https.Agent };
  addresses: readonly ResolvedAddress[] | null;
}

export function keepConnection(): KeptConnection {
  const options = { keepAlive: true, maxSockets: 1 };
  return {
    agents: { "http:": new http.Agent(options), "https:": new https.Agent(options) },
    addresses: null,
  };
}

export function closeConnection({ agents }: KeptConnection): void {
  for (const agent of Object.values(agents)) agent.destroy();
}

/**
 * Sends one event to an endpoint: signed, to an address that was checked, without following redirects, for 10 s and
 * 64 KB of answer at most. Any status of 2xx is a delivery. Throws nothing but bugs.
 */
export async function postEvent(
  endpoint: { url: string; key: Uint8Array },
  event: SignedEvent,
  at: Date,
  connection: KeptConnection,
  surroundings: { resolveName: ResolveName; allowed: LoopbackAllowed; timeoutMilliseconds?: number } = {
    resolveName: async (name) => await resolveName(name),
    allowed: loopbackAllowed(),
  },
): Promise<PostOutcome> {
  const { url, key } = endpoint;
  const milliseconds = surroundings.timeoutMilliseconds ?? EVENT_SECONDS_MAX * 1_000;
  const signal = AbortSignal.timeout(milliseconds);
  const failed = (error: string, status: number | null = null): PostOutcome => ({
    kind: "failed",
    status,
    error,
  });
  const late = new Promise<"late">((resolve) => {
    signal.addEventListener("abort", () => resolve("late"), { once: true });
  });
  const tooLate = `No answer within ${Math.ceil(milliseconds / 1_000)} seconds.`;
  if (!connection.addresses) {
    // A look-up cannot be called off; one that hangs is left to itself.
    const guarded = await Promise.race([
      guardAddress(url, surroundings.resolveName, surroundings.allowed),
      late,
    ]);
    if (guarded === "late") return failed(tooLate);
    if (!guarded.ok) return failed(guarded.problem);
    connection.addresses = guarded.addresses;
  }
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  try {
    const status = await send(connection, new URL(url), signal, event.body, {
      "content-type": "application/json",
      "user-agent": "Coupon-Pools",
      "webhook-id": event.id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signEvent(key, { ...event, timestamp }),
    });
    if (status >= 200 && status < 300) return { kind: "delivered", status };
    const isRedirect = status >= 300 && status < 400;
    return failed(
      isRedirect ? "It sends us on to another address, which we do not follow." : `It answered ${status}.`,
      status,
    );
  } catch (error) {
    return failed(signal.aborted ? tooLate : connectionProblem(error));
  }
}

/** The endpoint had closed the connection that was kept, before it read anything of the event. */
class ConnectionWasClosed extends Error {}

async function send(...sending: Parameters<typeof sendOnce>): Promise<number> {
  try {
    return await sendOnce(...sending);
  } catch (error) {
    // Every server closes what is idle or has served for long: no failure of the endpoint's.
    if (error instanceof ConnectionWasClosed) return await sendOnce(...sending);
    throw error;
  }
}

async function sendOnce(
  { agents, addresses }: KeptConnection,
  url: URL,
  signal: AbortSignal,
  body: string,
  headers: Record<string, string>,
): Promise<number> {
  const to = addresses ?? [];
  return await new Promise((resolve, reject) => {
    const options: https.RequestOptions &
      Pick<TcpNetConnectOpts, "autoSelectFamily" | "autoSelectFamilyAttemptTimeout"> = {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      // To an address that was checked; certificates are checked against the name.
      agent: url.protocol === "https:" ? agents["https:"] : agents["http:"],
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MILLISECONDS,
      lookup: (_name, { all }, done) => {
        if (all) done(null, [...to]);
        else done(null, to[0]?.address ?? "", to[0]?.family);
      },
    };
    const request = (url.protocol === "https:" ? https : http).request(url, options, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= EVENT_ANSWER_BYTES_MAX) return;
        // Its status says all that we want to know.
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", reject);
      response.once("close", () => reject(new Error("It ended its answer before the end.")));
    });
    // Not as an option of the request: the connection would end with it.
    const giveUp = () => request.destroy(new Error("It took too long."));
    signal.addEventListener("abort", giveUp);
    if (signal.aborted) giveUp();
    // Nobody asked for another protocol. Without this, such an answer would neither end nor fail.
    request.once("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const wasClosed = request.reusedSocket && ["ECONNRESET", "EPIPE"].includes(error.code ?? "");
      reject(wasClosed ? new ConnectionWasClosed() : error);
    });
    request.once("close", () => {
      signal.removeEventListener("abort", giveUp);
      reject(new Error("It ended the connection without an answer."));
    });
    request.end(body);
  });
}

function connectionProblem(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ECONNREFUSED":
      return "Nobody takes connections at this address.";
    case "ECONNRESET":
    case "EPIPE":
      return "The connection was cut.";
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return "The address cannot be reached.";
    default:
      return code ? `The connection failed (${code}).` : message;
  }
}
