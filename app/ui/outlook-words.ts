import type { OutlookView } from "../forecast/outlook-view.ts";
import { formatCount, formatTime } from "./format.ts";

const HOUR_MS = 3_600_000;

/** How long until then, in words: "about 4 days". */
function until(at: string, now: string): string {
  const hours = (Date.parse(at) - Date.parse(now)) / HOUR_MS;
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
  if (!outlook.at) {
    const perhaps = outlook.earliest
      ? ` At worst it lasts until ${formatTime(outlook.earliest, timeZone)}.`
      : "";
    return `Will not run dry within the next 90 days, if it is used as in the last weeks.${perhaps}`;
  }
  const first = outlook.earliest ? formatTime(outlook.earliest, timeZone) : null;
  const last = outlook.latest ? formatTime(outlook.latest, timeZone) : "more than 90 days from now";
  const range = first ? ` Most likely between ${first} and ${last}.` : "";
  return `Will run dry in ${until(outlook.at, now)}, on ${formatTime(outlook.at, timeZone)}, if it is used as in the last weeks.${range}`;
}
