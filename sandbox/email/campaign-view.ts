import type { Campaign, LoggedAnswer } from "./run-campaign.ts";

/** What the page and scripts see of a campaign. */
export interface CampaignView {
  id: string;
  status: Campaign["status"];
  options: Campaign["options"];
  startedAt: string;
  finishedAt: string | null;
  seconds: number;
  answered: number;
  failed: number;
  outcomes: Record<string, number>;
  calls: number;
  repeatedCalls: number;
  retries: number;
  problems: Campaign["problems"];
  violations: string[];
  pool: Campaign["pool"];
  latencyMilliseconds: { median: number; p99: number } | null;
  latest: LoggedAnswer[];
}

/** Answers shown of the latest ones. */
const LATEST_SHOWN = 12;

export function campaignView(campaign: Campaign): CampaignView {
  const { id, status, options, startedAt, finishedAt, answered, failed, outcomes } = campaign;
  const { calls, repeatedCalls, retries, problems, violations, pool } = campaign;
  const ended = finishedAt ? Date.parse(finishedAt) : Date.now();
  const sorted = campaign.latencies.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return {
    id,
    status,
    options,
    startedAt,
    finishedAt,
    seconds: (ended - Date.parse(startedAt)) / 1000,
    answered,
    failed,
    outcomes,
    calls,
    repeatedCalls,
    retries,
    problems,
    violations: violations.slice(0, 20),
    pool,
    latencyMilliseconds: sorted.length > 0 ? { median: at(0.5), p99: at(0.99) } : null,
    latest: campaign.answers.slice(-LATEST_SHOWN).reverse(),
  };
}
