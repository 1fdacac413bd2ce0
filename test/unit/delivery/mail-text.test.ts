import { expect, test } from "vitest";
import { mailText, mailTextOfSeveral } from "#app/delivery/mail-text.ts";
import { ALERT_KINDS } from "#app/events/event-types.ts";

const pool = {
  id: "pool_1",
  handle: "welcome",
  name: "Welcome <10%>",
  type: "static",
  stock: "low",
  perContact: "each_message",
  whenDry: "stop",
  limit: null,
  validDays: null,
  expiryPrecision: "day",
  unavailableReason: null,
  archivedAt: null,
  updatedAt: "2026-11-24T09:00:00Z",
  available: 9,
  assigned: 91,
  redeemed: 0,
  lowWaterUnit: "percent",
  lowWaterValue: 10,
};
const frame = {
  accountName: "Demo shop",
  appUrl: "https://admin.example.com/apps/coupons",
  timeZone: "Europe/Amsterdam",
};
const at = new Date("2026-11-24T09:05:00Z");

test("a low pool is told with what is left, what to do and where", () => {
  const mail = mailText({ type: "pool.low", isReminder: false, pool, detail: {}, at }, frame);
  expect(mail.subject).toBe("Welcome <10%> is low: 9 codes left");
  expect(mail.text).toContain("Upload more codes.");
  expect(mail.text).toContain("https://admin.example.com/apps/coupons/app/pools/pool_1");
  expect(mail.html).toContain("Welcome &lt;10%&gt;");
  expect(mail.html).not.toContain("<10%>");
  expect(mail.text).toContain("As of 24 Nov 2026, 10:05 (Europe/Amsterdam).");
  expect(mail.text).toContain("on the page Alerts: https://admin.example.com/apps/coupons/app/alerts");
  expect(mail.html).toContain('<a href="https://admin.example.com/apps/coupons/app/alerts">Alerts</a>');
});

test("a reminder says that it is one, and without a shop there is no link", () => {
  const mail = mailText(
    { type: "pool.low", isReminder: true, pool, detail: {}, at },
    { ...frame, appUrl: null },
  );
  expect(mail.subject).toMatch(/^Still so: /);
  expect(mail.text).not.toContain("http");
});

test("an empty pool that got a few codes since is not reminded of as empty", () => {
  const told = { type: "pool.empty", isReminder: true, detail: {}, at } as const;
  expect(mailText({ ...told, pool: { ...pool, available: 2 } }, frame).subject).toBe(
    "Still so: Welcome <10%> has only 2 codes left",
  );
  expect(mailText({ ...told, pool: { ...pool, available: 0 } }, frame).subject).toBe(
    "Still so: Welcome <10%> is empty",
  );
});

test("a mail about many pools describes some and counts the others", () => {
  const told = { type: "pool.unavailable", isReminder: true } as const;
  const events = Array.from({ length: 1_000 }, (_, n) => ({
    ...told,
    detail: {},
    at,
    pool: { ...pool, name: `Pool ${n}`, type: "dynamic", unavailableReason: "disconnected" },
  }));
  const mail = mailTextOfSeveral(told, events, frame);
  expect(mail.subject).toBe("Still so: 1,000 pools cannot hand out codes");
  expect(mail.text).toContain("Pool 49 cannot hand out codes");
  expect(mail.text).not.toContain("Pool 50 ");
  expect(mail.text).toContain("And 950 more");
  expect(mail.html).toContain("Pool 0 cannot hand out codes");
  expect(mail.text + mail.html).not.toMatch(/undefined|null|NaN/);
});

test.each(ALERT_KINDS)("%s has words of its own, without gaps", (type) => {
  const upload = { id: "upl_1", fileName: "codes.csv", added: 2, error: "No codes in it.", invalid: 0 };
  const counts = { duplicateInFile: 0, duplicateInPool: 0, duplicateInAccount: 0 };
  const detail = {
    reason: "Throttled",
    looked: 50,
    refused: 3,
    codes: 12,
    days: 7,
    url: "https://mail.example.com/",
    store: "Main Website",
    since: "2026-11-28T10:00:00Z",
    upload: { ...upload, ...counts },
  };
  const mail = mailText(
    { type, isReminder: false, pool: /^(endpoint|store)/.test(type) ? null : pool, detail, at },
    frame,
  );
  expect(mail.subject.length).toBeGreaterThan(10);
  expect(mail.text).not.toMatch(/undefined|null|NaN|\[object/);
});

test("a store that is silent for a day is not said to be so for an hour", () => {
  const detail = { store: "Outlet", reason: "silent", since: "2026-11-23T09:05:00Z" };
  const mail = mailText({ type: "store.late", isReminder: true, pool: null, detail, at }, frame);
  expect(mail.subject).toBe("Still so: Outlet does not call");
  expect(mail.text).toContain("Since 23 Nov 2026, 10:05.");
});
