import { z } from "zod";

const identifier = z.string().trim().min(1).max(200);

/** What a campaign of the pretend email platform may be told. */
export const campaignOptionsSchema = z.object({
  /** The pool's id or handle. */
  pool: identifier,
  campaign: z.object({ id: identifier, type: z.enum(["automation", "broadcast"]) }),
  recipients: z.number().int().min(1).max(1_000_000),
  /** Recipients a second; 0 is as fast as it goes. */
  ratePerSecond: z.number().min(0).max(1_000_000).default(0),
  batchSize: z.number().int().min(1).max(1_000).default(1),
  /** Share of calls that are made twice at the same time, as by a sender that lost the first answer. */
  repeatPercent: z.number().min(0).max(100).default(0),
  mode: z.enum(["live", "test"]).default("live"),
  /** Calls on their way at once. */
  callsAtOnce: z.number().int().min(1).max(256).default(16),
  /** Seconds that one call is repeated before its recipients count as failed. */
  giveUpAfterSeconds: z.number().min(1).max(3_600).default(120),
  /** In front of every key; a prefix used before repeats its messages. */
  keyPrefix: z.string().max(150).optional(),
  /** The number of the first person in this platform's list: campaigns of one number go to the same people. */
  firstContact: z.number().int().min(0).max(10_000_000).default(0),
  /** Chooses which calls are repeated, so that a run can be made again. */
  seed: z.number().int().optional(),
});

export type CampaignOptions = z.infer<typeof campaignOptionsSchema>;
export type CampaignInput = z.input<typeof campaignOptionsSchema>;

export interface Recipient {
  key: string;
  contact: string;
}

const FIRST_NAMES = ["ada", "bram", "chen", "dana", "emil", "fatima", "grace", "hugo", "ines", "joao"];
const LAST_NAMES = [
  "lovelace",
  "visser",
  "wei",
  "novak",
  "berg",
  "haddad",
  "hopper",
  "martin",
  "silva",
  "costa",
];

/** The nth message of a campaign, to the nth person after its first one. */
export function recipientAt(
  { firstContact }: Pick<CampaignOptions, "firstContact">,
  message: number,
  keyPrefix: string,
): Recipient {
  const number = firstContact + message;
  const first = FIRST_NAMES[number % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(number / FIRST_NAMES.length) % LAST_NAMES.length];
  return {
    key: `${keyPrefix}-${String(message + 1).padStart(6, "0")}`,
    contact: `${first}.${last}.${number + 1}@example.com`,
  };
}
