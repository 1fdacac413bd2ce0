import { describe, expect, test } from "vitest";
import { dashboardNotices, type Notice, type NoticesFrom } from "#app/ui/dashboard-notices.ts";

const now = "2026-11-24T12:00:00.000Z";
const nothing: NoticesFrom = {
  alerts: [],
  lateStores: [],
  offEndpoints: [],
  storeCodes: [],
  dataRequests: { count: 0, dueAt: null },
  personalNames: [],
  now,
};

/** A notice as somebody reads it. */
function read({ tone, words, links }: Notice): string {
  const said = links.map(({ label, note }) => (note === null ? label : `${label} (${note})`));
  return `${tone}: ${words}: ${said.join(", ")}`;
}
const notices = (change: Partial<NoticesFrom>) => dashboardNotices({ ...nothing, ...change });
const pool = (name: string) => ({ id: `pool_${name}`, name });

test("an account with no trouble has no notices", () => {
  expect(notices({})).toEqual([]);
});

test("what is urgent comes before the rest, whatever it is about", () => {
  const read = notices({
    alerts: [
      { kind: "pool.empty", count: 1, pools: [pool("a")] },
      { kind: "pool.low", count: 1, pools: [pool("b")] },
    ],
    lateStores: [{ id: "1", name: "Outlet", reason: "silent", since: "2026-11-24T10:30:00.000Z" }],
    storeCodes: [{ storeId: "2", name: "Demo Shop", held: 17_900_000, stopAt: 18_000_000, fill: "warn" }],
    dataRequests: { count: 3, dueAt: "2026-12-20T12:00:00.000Z" },
    personalNames: [{ client: "Mailer", what: "keys" }],
  }).map(({ tone, key }) => `${tone} ${key}`);
  expect(read).toEqual([
    "critical late silent",
    "critical pool.empty",
    "warning full 2",
    "warning pool.low",
    "warning data requests",
    "warning names Mailer",
  ]);
});

describe("pools with a trouble", () => {
  test("are named, one by its own sentence", () => {
    const [low] = notices({ alerts: [{ kind: "pool.low", count: 1, pools: [pool("Birthday")] }] });
    expect(low && read(low)).toBe("warning: A pool is low: Birthday");
  });

  test("are named up to three, and the list has the others", () => {
    const pools = ["a", "b", "c", "d", "e"].map(pool);
    const [low] = notices({ alerts: [{ kind: "pool.low", count: 1_200, pools }] });
    expect(low && read(low)).toBe("warning: 1,200 pools are low: a, b, c, 1,197 more");
    expect(low?.links.at(-1)?.url).toBe("/app?status=low");
  });
});

describe("late stores", () => {
  test("are told with how long ago they called, in days after two", () => {
    const lateStores: NoticesFrom["lateStores"] = [
      { id: "1", name: "Outlet", reason: "silent", since: "2026-11-19T09:00:00.000Z" },
      { id: "2", name: "EU", reason: "silent", since: "2026-11-24T10:30:00.000Z" },
    ];
    expect(notices({ lateStores }).map(read)).toEqual([
      "critical: 2 Magento stores do not call: Outlet (last call 5.1 days ago), EU (last call 1 h 30 min ago)",
    ]);
  });

  test("that call, but take no ends of codes, are not said to be silent", () => {
    const since = "2026-11-24T10:00:00.000Z";
    const [notice] = notices({ lateStores: [{ id: "1", name: "EU", reason: "ends_untold", since }] });
    expect(notice && read(notice)).toBe(
      "critical: A Magento store does not take the ends of codes: EU (for 2 h 0 min)",
    );
    expect(notice?.help).not.toContain("no new codes are made");
  });
});

test("an event endpoint that is switched off is urgent: an email platform hears of nothing", () => {
  const offEndpoints = [{ id: "ep_1", host: "mail.example.com" }];
  expect(notices({ offEndpoints }).map(read)).toEqual([
    "critical: An event endpoint is switched off: mail.example.com",
  ]);
});

describe("customers who ask what is stored", () => {
  const said = (count: number, dueAt: string | null) => notices({ dataRequests: { count, dueAt } }).map(read);

  test("can wait while there are weeks", () => {
    expect(said(1, "2026-12-20T12:00:00.000Z")).toEqual([
      "warning: A customer asks what is stored of them, the answer is due by 20 Dec: Answer",
    ]);
  });

  test("are urgent in the last week, and more so after it", () => {
    expect(said(3, "2026-11-30T12:00:00.000Z")).toEqual([
      "critical: 3 customers ask what is stored of them, the first answer is due by 30 Nov: Answer",
    ]);
    expect(said(2, "2026-11-20T12:00:00.000Z")).toEqual([
      "critical: 2 customers ask what is stored of them, the first answer was due by 20 Nov: Answer",
    ]);
  });
});
