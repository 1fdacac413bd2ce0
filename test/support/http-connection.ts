import { connect, type Socket } from "node:net";

export interface HttpAnswer {
  status: number;
  body: string;
}

interface Asked {
  resolve: (answer: HttpAnswer) => void;
  reject: (error: Error) => void;
}

/**
 * One HTTP/1.1 connection that is kept open, with one request at a time. Hardly more than a socket, so that a
 * load generator takes little of the machine it shares with the server. A request on a connection that is lost
 * rejects; the next one connects again.
 */
export class HttpConnection {
  readonly #port: number;
  readonly #answerMillisecondsMax: number;
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #asked: Asked | undefined;

  constructor(port: number, answerMillisecondsMax = 30_000) {
    this.#port = port;
    this.#answerMillisecondsMax = answerMillisecondsMax;
  }

  /** Sends a whole request, head and body, and resolves with its answer. */
  async request(bytes: string | Buffer): Promise<HttpAnswer> {
    const socket = this.#socket ?? this.#open();
    return await new Promise((resolve, reject) => {
      this.#asked = { resolve, reject };
      socket.write(bytes);
    });
  }

  /** Cuts the connection, also under a request, which then rejects. */
  close(): void {
    this.#socket?.destroy();
    this.#lost(new Error("The connection was closed."));
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    socket.setTimeout(this.#answerMillisecondsMax, () => socket.destroy(new Error("No answer in time.")));
    socket.on("data", (bytes: Buffer) => this.#take(bytes));
    const lost = (error: Error) => {
      if (this.#socket === socket) this.#lost(error);
    };
    socket.on("error", lost);
    socket.on("close", () => lost(new Error("The server closed the connection.")));
    this.#socket = socket;
    return socket;
  }

  #lost(error: Error): void {
    const asked = this.#asked;
    this.#asked = undefined;
    this.#socket = undefined;
    this.#received = Buffer.alloc(0);
    asked?.reject(error);
  }

  #take(bytes: Buffer): void {
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    const answer = parseAnswer(this.#received);
    if (!answer) return;
    const asked = this.#asked;
    this.#asked = undefined;
    this.#received = Buffer.alloc(0);
    asked?.resolve(answer);
  }
}

/** A whole answer, or undefined while some of it is missing. */
function parseAnswer(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const start = headEnd + 4;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return bytes.length < end ? undefined : { status, body: bytes.toString("utf8", start, end) };
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) throw new Error(`An answer without a length: ${head}`);
  const parts: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { status, body: Buffer.concat(parts).toString() };
    parts.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
