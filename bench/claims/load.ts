import { HttpConnection } from "#test/support/http-connection.ts";

export interface Load {
  seconds: number;
  answers: number;
  /** Milliseconds from request to answer, sorted. */
  latencies: Float64Array;
  /** Every code that an answer held. */
  codes: string[];
}

const CODE = /"code":"([^"]+)"/g;

/**
 * Sends ready-made requests over so many connections, each its next one as soon as it is answered, until they
 * run out or the time is over. Throws at an answer that is not 200.
 */
export async function load(options: {
  port: number;
  connections: number;
  requests: readonly Buffer[];
  secondsMax: number;
}): Promise<Load> {
  const { port, connections, requests, secondsMax } = options;
  const latencies = new Float64Array(requests.length);
  const bodies: string[] = [];
  const start = performance.now();
  const end = start + secondsMax * 1_000;
  let next = 0;
  let answers = 0;
  const sender = async () => {
    const connection = new HttpConnection(port);
    for (let sentAt = performance.now(); sentAt < end && next < requests.length; ) {
      const request = requests[next] as Buffer;
      next += 1;
      const { status, body } = await connection.request(request);
      const answeredAt = performance.now();
      if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 200)}`);
      latencies[answers] = answeredAt - sentAt;
      answers += 1;
      bodies.push(body);
      sentAt = answeredAt;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const seconds = (performance.now() - start) / 1_000;
  const codes = bodies.flatMap((body) => Array.from(body.matchAll(CODE), ([, code]) => code ?? ""));
  return { seconds, answers, latencies: latencies.slice(0, answers).sort(), codes };
}

/** The value below which so large a part of a sorted list lies. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  return percentile(Float64Array.from(numbers).sort(), 0.5);
}
