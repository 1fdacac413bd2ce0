import { z } from "zod";
import type { DiscountSummary } from "../platforms/discount-platform.ts";
import { type Offer, offerSchema } from "../platforms/offer.ts";
import { type OfferPlace, offerInWords } from "./offer-in-words.ts";

export const TEMPLATE_SOURCES = ["existing", "described"] as const;
export type TemplateSource = (typeof TEMPLATE_SOURCES)[number];

/** What the platform last said of a template's discount. */
export const PLATFORM_STATUSES = [
  "working",
  "scheduled",
  "ended",
  "inactive",
  "deleted",
  "unreachable",
] as const;
export type PlatformStatus = (typeof PLATFORM_STATUSES)[number];

export interface TemplateView {
  id: string;
  storeId: string;
  name: string;
  source: TemplateSource;
  /** existing: the merchant's discount. */
  discountId: string | null;
  platformStatus: PlatformStatus;
  /** The offer in sentences; the first says what it is worth. */
  words: string[];
  archivedAt: string | null;
  createdAt: string;
  /** The pools that use it, archived ones left out. */
  pools: { id: string; name: string; handle: string }[];
}

export interface TemplateDetail extends TemplateView {
  /** described */
  offer: Offer | null;
  /** existing: what was found when it was chosen. */
  summary: DiscountSummary | null;
  offerVersion: number;
  groups: {
    id: string;
    /** Null: still to be made. */
    discountId: string | null;
    title: string;
    endsAt: string | null;
    state: string;
    /** Why the platform refused the last change. */
    refusal: string | null;
    /** Whether it carries the newest offer. */
    isCurrent: boolean;
  }[];
}

/** What was found of a merchant's discount, as it is stored. */
export const discountSummarySchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  kind: z.enum(["basic", "buy_x_get_y", "free_shipping", "app"]),
  value: z.string(),
  conditions: z.array(z.string()),
  status: z.enum(["active", "scheduled", "expired"]),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  usesPerCode: z.number().nullable(),
  oncePerCustomer: z.boolean(),
  codesCount: z.number().nullable(),
}) satisfies z.ZodType<DiscountSummary>;

/** A template's row, as Prisma reads it. */
export interface TemplateRow {
  id: string;
  storeId: string;
  name: string;
  source: TemplateSource;
  discountId: string | null;
  offer: unknown;
  offerVersion: number;
  platformStatus: string;
  archivedAt: Date | null;
  createdAt: Date;
}

export function templateView(
  row: TemplateRow,
  place: OfferPlace,
  pools: TemplateView["pools"],
): TemplateView {
  return {
    id: row.id,
    storeId: row.storeId,
    name: row.name,
    source: row.source,
    discountId: row.discountId,
    platformStatus: PLATFORM_STATUSES.find((status) => status === row.platformStatus) ?? "working",
    words: wordsOf(row, place),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    pools,
  };
}

function wordsOf(row: TemplateRow, place: OfferPlace): string[] {
  if (row.source === "described") return offerInWords(offerSchema.parse(row.offer), place);
  const { value, conditions } = discountSummarySchema.parse(row.offer);
  return [value, ...conditions].map((sentence) => (sentence.endsWith(".") ? sentence : `${sentence}.`));
}
