import type { AlertKind, EventType, PoolTrouble } from "../events/event-types.ts";
import { poolRemaining } from "../pools/pool-row.ts";
import type { LowWaterUnit, PoolType, WhenDry } from "../pools/pool-view.ts";
import { unavailableWords } from "./dynamic-words.ts";
import { formatCodes, formatTime } from "./format.ts";
import { DRY_WORDS, lowWaterSentence } from "./pool-words.ts";
import { LATE_STORE_WORDS, type LateReason } from "./store-words.ts";

/** The kinds of alerts, for those who choose among them. */
export const ALERT_WORDS = {
  "pool.low": { label: "A pool is low", help: "It reached its low-water mark." },
  "pool.empty": { label: "A pool is empty", help: "Nothing is left, or its limit is reached." },
  "pool.unavailable": {
    label: "A pool cannot hand out codes",
    help: "Its discount or its store does not work.",
  },
  "pool.replenish_failed": {
    label: "New codes cannot be made",
    help: "The store does not create the codes that a dynamic pool lacks.",
  },
  "pool.codes_refused": {
    label: "The checkout would refuse codes",
    help: "Uploaded codes are not in the shop, or their discount does not work.",
  },
  "pool.codes_expiring": {
    label: "Codes are about to expire",
    help: "Within seven days, before anybody got them.",
  },
  "pool.recovered": {
    label: "A pool is fine again",
    help: "More than a tenth above its low-water mark, or able again to hand out codes.",
  },
  "upload.completed": { label: "An upload is done", help: "And what came of it." },
  "upload.failed": { label: "An upload failed", help: "And why." },
  "endpoint.off": { label: "An event endpoint was switched off", help: "It did not answer for three days." },
  "store.late": {
    label: "A Magento store does not call",
    help: "For an hour: no codes are made in it, its orders are not counted, and codes do not expire there.",
  },
  "store.back": { label: "A Magento store calls again", help: "What waited is being exchanged." },
} as const satisfies Record<AlertKind, { label: string; help: string }>;

/** The same of several pools, after their number. */
export const MANY_POOLS_WORDS = {
  "pool.empty": "pools are empty",
  "pool.unavailable": "pools cannot hand out codes",
  "pool.replenish_failed": "pools lack codes, and no new ones are made",
  "pool.codes_refused": "pools hold codes that the checkout refuses",
  "pool.low": "pools are low",
  "pool.codes_expiring": "pools have codes that expire within a week",
  "pool.recovered": "pools are fine again",
} as const satisfies Record<PoolTrouble | "pool.recovered", string>;

/** What an event keeps besides its pool. */
type AlertDetail = Partial<
  Record<
    | "reason"
    | "looked"
    | "refused"
    | "codes"
    | "days"
    | "url"
    | "id"
    | "fileName"
    | "added"
    | "duplicateInFile"
    | "duplicateInPool"
    | "duplicateInAccount"
    | "invalid"
    | "error"
    | "store"
    | "since",
    unknown
  >
>;

/** What is told about: an event and its pool as it was. */
export interface AlertTold {
  type: EventType;
  detail: AlertDetail & { upload?: AlertDetail };
  /** In which times are told. */
  timeZone: string;
  pool: {
    id: string;
    name: string;
    type: PoolType;
    whenDry: WhenDry;
    limit: number | null;
    available: number;
    assigned: number;
    unavailableReason: string | null;
    lowWaterUnit: LowWaterUnit;
    lowWaterValue: number;
  } | null;
}

/** An alert in words: what happened, what it means and what to do, and where in the app. */
export function alertWords(told: AlertTold): { title: string; lines: string[]; path: string } {
  const { type, pool } = told;
  const detail: AlertDetail = { ...told.detail, ...told.detail.upload };
  const name = pool?.name ?? "";
  const path = pool ? `/app/pools/${pool.id}` : "/app/alerts";
  const of = (key: keyof AlertDetail) => String(detail[key] ?? "");
  const amount = (key: keyof AlertDetail) => formatCodes(Number(detail[key] ?? 0));
  const left = pool ? formatCodes(poolRemaining(pool) ?? 0) : "";
  const dry = pool ? whatMessagesGet(pool) : "";
  const more =
    pool?.type === "dynamic" ? "Raise the pool's limit if more should go out." : "Upload more codes.";
  switch (type) {
    case "pool.low":
      return {
        title: `${name} is low: ${left} left`,
        lines: [pool ? lowWaterSentence(pool) : "", more, dry],
        path,
      };
    case "pool.empty": {
      // A reminder: some codes came since, too few to call the pool anything else.
      const some = pool ? (poolRemaining(pool) ?? 0) : 0;
      return some > 0
        ? {
            title: `${name} has only ${left} left`,
            lines: ["It was empty, and few codes came since.", dry, more],
            path,
          }
        : { title: `${name} is empty`, lines: ["No code is left to hand out.", dry, more], path };
    }
    case "pool.unavailable": {
      const reason = pool?.unavailableReason ?? null;
      const { why, repair } = unavailableWords(reason, "existing");
      // How these are repaired depends on whose discount it is, which the page knows.
      const isElsewhere = reason === "discount_ended" || reason === "discount_deleted";
      const next = isElsewhere ? "The page of the pool says how it is repaired." : repair;
      return { title: `${name} cannot hand out codes`, lines: [why, dry, next], path };
    }
    case "pool.replenish_failed":
      return {
        title: `${name} lacks codes, and no new ones are made`,
        lines: [
          `Ready at the moment: ${formatCodes(pool?.available ?? 0)}.`,
          of("reason") ? `What the store said last: ${of("reason")}` : "The store does not say why.",
          "We go on trying. Once the ready codes are gone, messages wait for theirs.",
        ],
        path,
      };
    case "pool.codes_refused":
      return {
        title: `${name} holds codes that the checkout refuses`,
        lines: [
          `Of ${amount("looked")} that we looked up in the shop, ${of("refused")} would be refused.`,
          "The pool's page lists them with the reason, and can create missing ones in the shop.",
        ],
        path,
      };
    case "pool.codes_expiring":
      return {
        title: `${name}: codes expire before anybody gets them`,
        lines: [
          `${Number(detail.codes) > 10_000 ? "More than 10,000 codes" : amount("codes")} that are still to be handed out expire within ${of("days")} days.`,
          "Use them in a campaign, or upload codes that are valid for longer.",
        ],
        path,
      };
    case "pool.recovered":
      return {
        title: `${name} is fine again`,
        lines: [pool && poolRemaining(pool) !== null ? `Left to hand out: ${left}.` : "It hands out codes."],
        path,
      };
    case "upload.completed":
      return {
        title: `${of("fileName")}: ${amount("added")} added to ${name}`,
        lines: [
          `Repeated in the file: ${of("duplicateInFile")}. In the pool already: ${of("duplicateInPool")}. In another pool: ${of("duplicateInAccount")}. Not usable: ${of("invalid")}.`,
        ],
        path: `/app/uploads/${of("id")}`,
      };
    case "upload.failed":
      return {
        title: `${of("fileName")} could not be added to ${name}`,
        lines: [of("error"), "The pool is as it was."],
        path: `/app/uploads/${of("id")}`,
      };
    case "endpoint.off":
      return {
        title: "An event endpoint was switched off",
        lines: [
          of("url"),
          of("reason") === "gone" ? "It answered that it is gone (410)." : "Every try of three days failed.",
          "Events wait for it, for 30 days. Once it works again, switch it on: they go out in their order.",
        ],
        path,
      };
    case "store.late":
      return {
        title: `${of("store")} ${LATE_STORE_WORDS[lateReason(detail)].does}`,
        lines: lateLines(detail, told.timeZone),
        path: "/app/settings",
      };
    case "store.back":
      return {
        title: `${of("store")} calls again`,
        lines: ["Codes, orders and the ends of codes that waited are being exchanged."],
        path: "/app/settings",
      };
    case "mail.test":
      return {
        title: "Test: alerts arrive here",
        lines: ["This address gets the alerts of your coupon pools."],
        path,
      };
    case "endpoint.test":
    case "code.redeemed":
      // Events for machines; nobody gets a mail about them.
      return { title: type, lines: [], path };
    default:
      throw new Error(`An unknown event: ${type satisfies never}`);
  }
}

function lateReason({ reason }: AlertDetail): LateReason {
  return reason === "ends_untold" ? reason : "silent";
}

function lateLines(detail: AlertDetail, timeZone: string): string[] {
  const since = new Date(String(detail.since ?? ""));
  const { means, repair } = LATE_STORE_WORDS[lateReason(detail)];
  const known = Number.isNaN(since.getTime()) ? [] : [`Since ${formatTime(since.toISOString(), timeZone)}.`];
  return [...known, means, repair];
}

function whatMessagesGet(pool: { type: PoolType; whenDry: WhenDry }): string {
  return pool.whenDry === "fallback"
    ? `Messages get the shared code ${DRY_WORDS[pool.type]}.`
    : `Messages get no code ${DRY_WORDS[pool.type]}.`;
}
