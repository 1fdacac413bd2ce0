import type { OutlookView } from "../forecast/outlook-view.ts";
import { formatCount, formatDate, formatTime } from "./format.ts";

const HOUR_MS = 3_600_000;
const NEAR_HOURS = 48;

/** How long until then, in words: "about 4 days". */
function until(at: string, now: string): string {
  const hours = (Date.parse(at) - Date.parse(now)) / HOUR_MS;
  if (hours < 0.5) return "less than an hour";
  if (hours < 1.5) return "about an hour";
  if (hours < 36) return `about ${formatCount(hours)} hours`;
  return `about ${formatCount(hours / 24)} days`;
}

/** For the dashboard's table: "Dry in about 4 days"; null where there is nothing to warn of. */
export function outlookInShort(outlook: OutlookView | undefined, now: string): string | null {
  return outlook?.at ? `Dry in ${until(outlook.at, now)}` : null;
}

/** When a pool will run dry, in a sentence or two. */
export function outlookSentence(outlook: OutlookView, now: string, timeZone: string): string {
  if (outlook.kind === "unknown") return "Used for too short a time to say when it will run dry.";
  const told = (at: string) => (isNear(at, now) ? formatTime(at, timeZone) : formatDate(at, timeZone));
  if (!outlook.at) {
    const perhaps = outlook.earliest ? ` At worst it lasts until ${told(outlook.earliest)}.` : "";
    return `Will not run dry within the next 90 days, if it is used as in the last weeks.${perhaps}`;
  }
  const { earliest, latest } = outlook;
  const last = latest ? told(latest) : "more than 90 days from now";
  // Both ends are the same day where it is far away and sure.
  const range =
    earliest && told(earliest) !== last ? ` Most likely between ${told(earliest)} and ${last}.` : "";
  return `Will run dry in ${until(outlook.at, now)}, on ${told(outlook.at)}, if it is used as in the last weeks.${range}`;
}

/** Of what is days away nobody knows the minute. */
function isNear(at: string, now: string): boolean {
  return Date.parse(at) - Date.parse(now) < NEAR_HOURS * HOUR_MS;
}
