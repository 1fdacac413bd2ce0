import type { PoolTrouble } from "../events/event-types.ts";
import type { StoreCodes } from "../replenishment/store-fill.ts";
import { MANY_POOLS_WORDS } from "./alert-words.ts";
import { formatCount, formatDay, formatLongDuration } from "./format.ts";
import { NAMED_HELP, NAMED_WORDS, type PersonalNamesShown } from "./privacy-words.ts";
import { fillSentence, fillTitle } from "./store-codes-words.ts";
import { LATE_STORE_WORDS, type LateReason } from "./store-words.ts";

/** One thing that is the matter: a line on the dashboard. */
export interface Notice {
  key: string;
  tone: "critical" | "warning";
  /** What it is, before the links. */
  words: string;
  links: { key: string; label: string; url: string; note: string | null }[];
  /** What it means and what to do, where there is room; else it stands on the page that the link leads to. */
  help: string | null;
}

/** What the dashboard knows of an account. */
export interface NoticesFrom {
  alerts: { kind: PoolTrouble; count: number; pools: { id: string; name: string }[] }[];
  lateStores: { id: string; name: string; reason: LateReason; since: string }[];
  offEndpoints: { id: string; host: string }[];
  storeCodes: StoreCodes[];
  dataRequests: { count: number; dueAt: string | null };
  personalNames: PersonalNamesShown[];
  now: string;
}

/** How a trouble is said of one pool, and of several; and the list of those that have it, where there is one. */
const TROUBLE_WORDS = {
  "pool.empty": { one: "A pool is empty", tone: "critical", list: "/app?status=empty" },
  "pool.unavailable": {
    one: "A pool cannot hand out codes",
    tone: "critical",
    list: "/app?status=unavailable",
  },
  "pool.replenish_failed": {
    one: "A pool lacks codes, and no new ones are made",
    tone: "critical",
    list: "/app?type=dynamic",
  },
  "pool.codes_refused": {
    one: "A pool holds codes that the checkout refuses",
    tone: "critical",
    list: "/app?codes=refused",
  },
  "pool.low": { one: "A pool is low", tone: "warning", list: "/app?status=low" },
  "pool.codes_expiring": {
    one: "Codes of a pool expire within a week",
    tone: "warning",
    list: "/app?type=static",
  },
} as const satisfies Record<PoolTrouble, { one: string; tone: Notice["tone"]; list: string }>;

/** Pools named in a line; the list has the others. */
const NAMED = 3;
const LATE_REASONS = ["silent", "never_called", "ends_untold"] as const;
/** An answer that the law wants within so many days comes before what can wait. */
const DUE_SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** All that is the matter with an account, the gravest first: a line for each kind, however many it concerns. */
export function dashboardNotices(from: NoticesFrom): Notice[] {
  const notices = [
    ...lateNotices(from),
    ...from.storeCodes.flatMap(fullNotice),
    ...from.alerts.map(poolNotice),
    ...offNotice(from.offEndpoints),
    ...requestNotice(from),
    ...from.personalNames.map(namesNotice),
  ];
  const graver = (tone: Notice["tone"]) => notices.filter((notice) => notice.tone === tone);
  return [...graver("critical"), ...graver("warning")];
}

function lateNotices({ lateStores, now }: NoticesFrom): Notice[] {
  return LATE_REASONS.flatMap((reason) => {
    const stores = lateStores.filter((store) => store.reason === reason);
    if (stores.length === 0) return [];
    const { one, many, sinceWords, means, repair } = LATE_STORE_WORDS[reason];
    const named = stores.slice(0, NAMED).map(({ id, name, since }) => {
      const seconds = Math.max(0, (Date.parse(now) - Date.parse(since)) / 1_000);
      return { key: id, label: name, url: "/app/settings", note: sinceWords(formatLongDuration(seconds)) };
    });
    return [
      {
        key: `late ${reason}`,
        tone: "critical",
        words: stores.length === 1 ? one : `${formatCount(stores.length)} ${many}`,
        links: [...named, ...more(stores.length - named.length, "/app/settings")],
        help: `${means} ${repair}`,
      },
    ];
  });
}

function fullNotice(store: StoreCodes): Notice[] {
  if (store.fill === "fine") return [];
  return [
    {
      key: `full ${store.storeId}`,
      tone: store.fill === "full" ? "critical" : "warning",
      words: fillTitle(store),
      links: [{ key: "room", label: "How to make room", url: "/app/settings", note: null }],
      help: fillSentence(store),
    },
  ];
}

function offNotice(endpoints: NoticesFrom["offEndpoints"]): Notice[] {
  if (endpoints.length === 0) return [];
  const named = endpoints
    .slice(0, NAMED)
    .map(({ id, host }) => ({ key: id, label: host, url: "/app/alerts", note: null }));
  const many = `${formatCount(endpoints.length)} event endpoints are switched off`;
  return [
    {
      key: "endpoints off",
      tone: "critical",
      words: endpoints.length === 1 ? "An event endpoint is switched off" : many,
      links: [...named, ...more(endpoints.length - named.length, "/app/alerts")],
      help: "Your email platform hears of nothing. Events wait for it for 30 days: once it works again, switch it on.",
    },
  ];
}

function poolNotice({ kind, count, pools }: NoticesFrom["alerts"][number]): Notice {
  const { one, tone, list } = TROUBLE_WORDS[kind];
  const named = pools.slice(0, NAMED).map(({ id, name }) => ({
    key: id,
    label: name,
    url: `/app/pools/${id}`,
    note: null,
  }));
  return {
    key: kind,
    tone,
    words: count === 1 ? one : `${formatCount(count)} ${MANY_POOLS_WORDS[kind]}`,
    links: [...named, ...more(count - named.length, list)],
    help: null,
  };
}

function requestNotice({ dataRequests: { count, dueAt }, now }: NoticesFrom): Notice[] {
  if (count === 0) return [];
  const msLeft = dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt) - Date.parse(now);
  const who =
    count === 1
      ? "A customer asks what is stored of them"
      : `${formatCount(count)} customers ask what is stored of them`;
  // The day alone: the time zone decides nothing about a month.
  const day = dueAt === null ? null : formatDay(dueAt.slice(0, 10));
  const answer = count === 1 ? "the answer" : "the first answer";
  return [
    {
      key: "data requests",
      tone: msLeft < DUE_SOON_DAYS * DAY_MS ? "critical" : "warning",
      words: day === null ? who : `${who}, ${answer} ${msLeft < 0 ? "was" : "is"} due by ${day}`,
      links: [{ key: "answer", label: "Answer", url: "/app/privacy", note: null }],
      help: "The files to hand over are ready.",
    },
  ];
}

function namesNotice({ client, what }: PersonalNamesShown): Notice {
  return {
    key: `names ${client}`,
    tone: "warning",
    words: `${client} puts what look like email addresses into ${NAMED_WORDS[what]}`,
    links: [{ key: "change", label: "What to change", url: "/app/privacy", note: null }],
    help: NAMED_HELP,
  };
}

function more(count: number, url: string): Notice["links"] {
  return count > 0 ? [{ key: "more", label: `${formatCount(count)} more`, url, note: null }] : [];
}
