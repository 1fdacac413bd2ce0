import type { PoolSettingsInput } from "#app/pools/pool-settings.ts";
import { makeCodes, plainFile, spreadsheetFile } from "./demo-files.ts";

export interface DemoPool {
  settings: PoolSettingsInput;
  files: { name: string; content: string }[];
  /** Messages that the pretend email platform has sent before the newcomer arrives. */
  sent: { campaign: string; recipients: number } | null;
  isArchived: boolean;
}

const DAY_MILLISECONDS = 24 * 3_600_000;
/** Days from now to the first and between the last days of the birthday codes. */
const BIRTHDAY_DAYS = { first: 60, span: 120 };

/** A handful of pools as a shop has them: full, low, empty, expiring, untouched and put away. */
export function demoPools(now: Date): DemoPool[] {
  const welcome = makeCodes("WELCOME-", 6, 5_000, 1);
  const topUp = makeCodes("WELCOME-", 6, 5_960, 1).slice(5_000);
  const birthdayLastDay = (index: number) =>
    new Date(now.getTime() + (BIRTHDAY_DAYS.first + (index % BIRTHDAY_DAYS.span)) * DAY_MILLISECONDS);
  return [
    {
      settings: { name: "Welcome series", handle: "welcome", perContact: "for_good" },
      files: [
        { name: "welcome-codes-2026.csv", content: plainFile(welcome) },
        {
          // What happens to everybody once: some rows of the old file again, one row twice, one broken.
          name: "welcome-top-up.csv",
          content: plainFile([...topUp, ...welcome.slice(0, 38), topUp[0] ?? "", "X".repeat(300)]),
        },
      ],
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
      files: [{ name: "abandoned-cart.csv", content: plainFile(makeCodes("CART-", 8, 2_000, 2)) }],
      sent: { campaign: "abandoned-cart", recipients: 1_873 },
      isArchived: false,
    },
    {
      settings: { name: "Birthday gift", handle: "birthday", perContact: "per_campaign" },
      files: [
        {
          name: "geburtstag-gutscheine.csv",
          content: spreadsheetFile(makeCodes("BDAY-", 7, 800, 3), birthdayLastDay),
        },
      ],
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
      files: [{ name: "win-back.csv", content: plainFile(makeCodes("MISSYOU-", 6, 300, 4)) }],
      sent: { campaign: "win-back-autumn", recipients: 300 },
      isArchived: false,
    },
    {
      settings: { name: "VIP early access", handle: "vip-early-access", releaseAllowed: true },
      files: [{ name: "vip.csv", content: plainFile(makeCodes("VIP-", 10, 250, 5)) }],
      sent: null,
      isArchived: false,
    },
    {
      settings: { name: "Summer sale 2026", handle: "summer-sale-2026" },
      files: [{ name: "summer-sale.csv", content: plainFile(makeCodes("SUMMER26-", 6, 400, 6)) }],
      sent: { campaign: "summer-sale", recipients: 382 },
      isArchived: true,
    },
  ];
}
