import type { PoolSettingsInput } from "#app/pools/pool-settings.ts";
import { makeCodes, plainFile, spreadsheetFile } from "./demo-files.ts";

export interface DemoPool {
  settings: PoolSettingsInput & { handle: string };
  files: { name: string; content: string }[];
  /** What is in the files. */
  codes: string[];
  /** The merchant's discount that has these codes; null: they were forgotten in the shop. */
  discount: { title: string; percent: number } | null;
  /** Messages that the pretend email platform has sent before the newcomer arrives. */
  sent: { campaign: string; recipients: number } | null;
  isArchived: boolean;
}

const DAY_MILLISECONDS = 24 * 3_600_000;
/** Days from now to the first and between the last days of the birthday codes. */
const BIRTHDAY_DAYS = { first: 60, span: 120 };

/** A handful of uploaded pools as a shop has them: full, low, empty, expiring, unknown to the shop and put away. */
export function demoPools(now: Date): DemoPool[] {
  const welcome = makeCodes("WELCOME-", 6, 5_960, 1);
  const first = welcome.slice(0, 5_000);
  const topUp = welcome.slice(5_000);
  const cart = makeCodes("CART-", 8, 2_000, 2);
  const birthday = makeCodes("BDAY-", 7, 800, 3);
  const winBack = makeCodes("MISSYOU-", 6, 300, 4);
  const vip = makeCodes("VIP-", 10, 250, 5);
  const summer = makeCodes("SUMMER26-", 6, 400, 6);
  const birthdayLastDay = (index: number) =>
    new Date(now.getTime() + (BIRTHDAY_DAYS.first + (index % BIRTHDAY_DAYS.span)) * DAY_MILLISECONDS);
  return [
    {
      settings: { name: "Welcome series", handle: "welcome", perContact: "for_good" },
      files: [
        { name: "welcome-codes-2026.csv", content: plainFile(first) },
        {
          // What happens to everybody once: some rows of the old file again, one row twice, one broken.
          name: "welcome-top-up.csv",
          content: plainFile([...topUp, ...first.slice(0, 38), topUp[0] ?? "", "X".repeat(300)]),
        },
      ],
      codes: welcome,
      discount: { title: "Welcome series 2026", percent: 10 },
      sent: { campaign: "welcome-2026", recipients: 1_240 },
      isArchived: false,
    },
    {
      settings: {
        name: "Abandoned cart, 10 % off",
        handle: "abandoned-cart",
        whenDry: "fallback",
        fallbackCode: "CART10",
        lowWaterValue: 15,
      },
      files: [{ name: "abandoned-cart.csv", content: plainFile(cart) }],
      codes: cart,
      discount: { title: "Abandoned cart", percent: 10 },
      sent: { campaign: "abandoned-cart", recipients: 1_873 },
      isArchived: false,
    },
    {
      settings: { name: "Birthday gift", handle: "birthday", perContact: "per_campaign" },
      files: [{ name: "geburtstag-gutscheine.csv", content: spreadsheetFile(birthday, birthdayLastDay) }],
      codes: birthday,
      discount: { title: "Birthday gift", percent: 10 },
      sent: { campaign: "birthday-2026", recipients: 120 },
      isArchived: false,
    },
    {
      settings: {
        name: "Win back lapsed customers",
        handle: "win-back",
        lowWaterUnit: "count",
        lowWaterValue: 100,
      },
      files: [{ name: "win-back.csv", content: plainFile(winBack) }],
      codes: winBack,
      discount: { title: "Win back, autumn", percent: 20 },
      sent: { campaign: "win-back-autumn", recipients: 300 },
      isArchived: false,
    },
    {
      settings: { name: "VIP early access", handle: "vip-early-access", releaseAllowed: true },
      files: [{ name: "vip.csv", content: plainFile(vip) }],
      codes: vip,
      discount: null,
      sent: null,
      isArchived: false,
    },
    {
      settings: { name: "Summer sale 2026", handle: "summer-sale-2026" },
      files: [{ name: "summer-sale.csv", content: plainFile(summer) }],
      codes: summer,
      discount: { title: "Summer 2026", percent: 15 },
      sent: { campaign: "summer-sale", recipients: 382 },
      isArchived: true,
    },
  ];
}
