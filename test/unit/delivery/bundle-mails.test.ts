import { expect, test } from "vitest";
import { bundleMails } from "#app/delivery/bundle-mails.ts";
import type { EventType } from "#app/events/event-types.ts";

const mail = (n: number, type: EventType, more: object = {}) => ({
  n,
  accountId: "acc_1",
  address: "ada@example.com",
  type,
  isReminder: false,
  ...more,
});
const bundled = (...mails: ReturnType<typeof mail>[]) =>
  bundleMails(mails).map((bundle) => bundle.map(({ n }) => n));

test("the same of several pools, to the same person, goes together", () => {
  expect(
    bundled(mail(1, "pool.low"), mail(2, "pool.empty"), mail(3, "pool.low"), mail(4, "pool.empty")),
  ).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

test("another person, another account, a reminder, an upload and a test stand alone", () => {
  expect(
    bundled(
      mail(1, "pool.low"),
      mail(2, "pool.low", { address: "bo@example.com" }),
      mail(3, "pool.low", { accountId: "acc_2" }),
      mail(4, "pool.low", { isReminder: true }),
      mail(5, "upload.completed"),
      mail(6, "upload.completed"),
      mail(7, "mail.test"),
    ),
  ).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
});
