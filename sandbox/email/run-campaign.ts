import { randomUUID } from "node:crypto";
import { seededRandom } from "../seeded-random.ts";
import { type Connection, callApi } from "./call-api.ts";
import { type CampaignOptions, type Recipient, recipientAt } from "./campaign-options.ts";
import type { ClaimAnswer, ReceivedCodes } from "./received-codes.ts";

/** One line of this platform's own log. */
export interface LoggedAnswer extends ClaimAnswer {
  contact: string;
  receivedAt: string;
}

export interface Problem {
  status: number | null;
  code: string;
  detail: string;
  calls: number;
}

export interface Campaign {
  readonly id: string;
  readonly options: CampaignOptions;
  readonly startedAt: string;
  status: "running" | "finished" | "stopped";
  finishedAt: string | null;
  /** Recipients that have an answer that is final. */
  answered: number;
  /** Recipients given up: refused, or no answer in time. */
  failed: number;
  outcomes: Record<string, number>;
  calls: number;
  repeatedCalls: number;
  /** Calls made again after 429, 503 or a lost connection. */
  retries: number;
  problems: Problem[];
  violations: string[];
  /** Milliseconds that each answered call took, the latest 1,000. */
  latencies: number[];
  answers: LoggedAnswer[];
  pool: { remaining: number | null; percentRemaining: number | null } | null;
  readonly finished: Promise<void>;
  stop(): void;
}

interface Platform {
  connection(): Connection;
  received: ReceivedCodes;
  fetch: typeof fetch;
}

const LATENCIES_KEPT = 1_000;
/** Milliseconds before the first repeat of a lost call; doubles up to the second figure. */
const BACK_OFF = { first: 200, most: 5_000 };

/** Starts sending: batches at the asked rate, some calls twice, each repeated until it has an answer. */
export function runCampaign(platform: Platform, options: CampaignOptions): Campaign {
  const id = `run_${randomUUID().slice(0, 8)}`;
  const stopping = new AbortController();
  const campaign: Campaign = {
    id,
    options,
    startedAt: new Date().toISOString(),
    status: "running",
    finishedAt: null,
    answered: 0,
    failed: 0,
    outcomes: {},
    calls: 0,
    repeatedCalls: 0,
    retries: 0,
    problems: [],
    violations: [],
    latencies: [],
    answers: [],
    pool: null,
    finished: Promise.resolve(),
    stop: () => stopping.abort(),
  };
  const finished = sendAll(platform, campaign, stopping.signal).finally(() => {
    campaign.status = stopping.signal.aborted ? "stopped" : "finished";
    campaign.finishedAt = new Date().toISOString();
  });
  return Object.assign(campaign, { finished });
}

async function sendAll(platform: Platform, campaign: Campaign, stopped: AbortSignal): Promise<void> {
  const { options } = campaign;
  const random = seededRandom(options.seed ?? Math.floor(Math.random() * 2 ** 31));
  const start = performance.now();
  const onTheirWay = new Set<Promise<void>>();
  for (let sent = 0; sent < options.recipients && !stopped.aborted; sent += options.batchSize) {
    const due = options.ratePerSecond > 0 ? start + (sent / options.ratePerSecond) * 1000 : 0;
    if (due > performance.now()) await pause(due - performance.now(), stopped);
    while (onTheirWay.size >= options.callsAtOnce) await Promise.race(onTheirWay);
    const size = Math.min(options.batchSize, options.recipients - sent);
    const batch = Array.from({ length: size }, (_, i) =>
      recipientAt(options, sent + i, options.keyPrefix ?? campaign.id),
    );
    const again = random() * 100 < options.repeatPercent;
    if (again) campaign.repeatedCalls += 1;
    for (const isRepeat of again ? [false, true] : [false]) {
      const call = sendUntilAnswered(platform, campaign, batch, isRepeat, stopped);
      onTheirWay.add(call);
      void call.finally(() => onTheirWay.delete(call));
    }
  }
  await Promise.all(onTheirWay);
}

async function sendUntilAnswered(
  platform: Platform,
  campaign: Campaign,
  batch: Recipient[],
  isRepeat: boolean,
  stopped: AbortSignal,
): Promise<void> {
  const { options } = campaign;
  const giveUpAt = performance.now() + options.giveUpAfterSeconds * 1000;
  let waiting = batch;
  let backOff = BACK_OFF.first;
  for (let attempt = 0; waiting.length > 0 && !stopped.aborted; attempt += 1) {
    campaign.calls += 1;
    if (attempt > 0) campaign.retries += 1;
    const answer = await claim(platform, campaign, waiting);
    const isFinal = answer.kind === "refused" || performance.now() >= giveUpAt;
    if (answer.kind === "answered") {
      waiting = take(platform, campaign, waiting, answer.claims, isRepeat);
    }
    if (waiting.length === 0) return;
    if (isFinal) {
      if (!isRepeat) campaign.failed += waiting.length;
      return;
    }
    await pause(answer.retryAfterSeconds === null ? backOff : answer.retryAfterSeconds * 1000, stopped);
    backOff = Math.min(BACK_OFF.most, backOff * 2);
  }
}

type CallResult =
  | { kind: "answered"; claims: ClaimAnswer[]; retryAfterSeconds: number | null }
  | { kind: "again"; retryAfterSeconds: number | null }
  | { kind: "refused"; retryAfterSeconds: null };

/** One call: answered, to be made again (nothing is known of it), or refused for good. */
async function claim(platform: Platform, campaign: Campaign, batch: Recipient[]): Promise<CallResult> {
  const { options } = campaign;
  const payload = {
    pool: options.pool,
    campaign: options.campaign,
    mode: options.mode,
    recipients: batch,
  };
  const start = performance.now();
  try {
    const response = await callApi(platform.connection(), "POST", "/api/v1/claims", payload, platform.fetch);
    const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
    const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
    const body = (await response.json()) as Record<string, unknown>;
    if (response.status === 200) {
      campaign.latencies.push(performance.now() - start);
      if (campaign.latencies.length > LATENCIES_KEPT) campaign.latencies.shift();
      campaign.pool = body.pool as Campaign["pool"];
      return { kind: "answered", claims: body.claims as ClaimAnswer[], retryAfterSeconds };
    }
    noteProblem(campaign, response.status, String(body.code ?? "unknown"), String(body.detail ?? ""));
    const isPassing = response.status === 429 || response.status >= 500;
    return isPassing ? { kind: "again", retryAfterSeconds } : { kind: "refused", retryAfterSeconds: null };
  } catch (error) {
    const cause = error instanceof Error ? ((error.cause as Error | undefined) ?? error) : error;
    noteProblem(campaign, null, "no_answer", cause instanceof Error ? cause.message : String(cause));
    return { kind: "again", retryAfterSeconds: null };
  }
}

/** Logs the answers and returns the recipients that must be asked for again. */
function take(
  platform: Platform,
  campaign: Campaign,
  batch: Recipient[],
  claims: ClaimAnswer[],
  isRepeat: boolean,
): Recipient[] {
  const receivedAt = new Date().toISOString();
  const notReady: Recipient[] = [];
  for (const [index, recipient] of batch.entries()) {
    const answer = claims[index];
    if (!answer) {
      campaign.violations.push(`${recipient.key} got no entry in an answer of ${claims.length}.`);
      continue;
    }
    campaign.answers.push({ ...answer, contact: recipient.contact, receivedAt });
    campaign.outcomes[answer.outcome] = (campaign.outcomes[answer.outcome] ?? 0) + 1;
    campaign.violations.push(...platform.received.receive(campaign.options.pool, recipient, answer));
    if (answer.outcome === "not_ready") notReady.push(recipient);
    else if (!isRepeat) campaign.answered += 1;
  }
  return notReady;
}

function noteProblem(campaign: Campaign, status: number | null, code: string, detail: string): void {
  const known = campaign.problems.find((problem) => problem.status === status && problem.code === code);
  if (known) known.calls += 1;
  else campaign.problems.push({ status, code, detail, calls: 1 });
}

async function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      stopped.removeEventListener("abort", done);
      resolve();
    }
    stopped.addEventListener("abort", done);
  });
}
