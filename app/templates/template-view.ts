import { z } from "zod";
import type { DiscountSummary } from "../platforms/discount-platform.ts";
import { type Offer, offerSchema } from "../platforms/offer.ts";
import { type OfferPlace, offerInWords } from "./offer-in-words.ts";
import { type ShopEdit, shopEditSchema } from "./shop-edit.ts";

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
  /** Of the store. */
  platform: "shopify" | "magento";
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
    /** What the platform last said of it. */
    platformStatus: PlatformStatus;
    /** What somebody changed of it in the shop; null: nothing that is still to be decided. */
    edit: GroupEdit | null;
    /** Why the platform refused the last change. */
    refusal: string | null;
    /** Whether it carries the newest offer. */
    isCurrent: boolean;
  }[];
}

/** What somebody changed of a discount of ours in the shop. */
export interface GroupEdit extends Pick<ShopEdit, "parts" | "unsayable" | "end" | "endsAt"> {
  /** What the shop has now, in sentences that the template does not say. */
  words: string[];
}

/** What was found of a merchant's discount, as it is stored. */
export const discountSummarySchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  kind: z.enum(["basic", "buy_x_get_y", "free_shipping", "app"]),
  value: z.string(),
  conditions: z.array(z.string()),
  status: z.enum(["active", "scheduled", "expired"]),
  startsAt: z.string().nullable(),
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
  store: OfferPlace & Pick<TemplateView, "platform">,
  pools: TemplateView["pools"],
): TemplateView {
  return {
    id: row.id,
    storeId: row.storeId,
    platform: store.platform,
    name: row.name,
    source: row.source,
    discountId: row.discountId,
    platformStatus: platformStatus(row.platformStatus),
    words: wordsOf(row, store),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    pools,
  };
}

/** A change in the shop, as far as the merchant has still to decide about it. */
export function groupEdit(stored: unknown, row: TemplateRow, place: OfferPlace): GroupEdit | null {
  const read = shopEditSchema.safeParse(stored);
  if (!read.success || read.data.kept) return null;
  const { parts, unsayable, end, endsAt, offer } = read.data;
  const ours = new Set(wordsOf(row, place));
  // The end is told by itself: that of a group is not the offer's.
  const { titles, endsAt: offerEndsAt } = offerSchema.parse(row.offer);
  const theirs = offerInWords({ ...offer, titles, endsAt: offerEndsAt }, place);
  return { parts, unsayable, end, endsAt, words: theirs.filter((sentence) => !ours.has(sentence)) };
}

/** What is said of a group's discount by itself; older looks may have used another word. */
export function platformStatus(stored: string): PlatformStatus {
  return PLATFORM_STATUSES.find((status) => status === stored) ?? "working";
}

function wordsOf(row: TemplateRow, place: OfferPlace): string[] {
  if (row.source === "described") return offerInWords(offerSchema.parse(row.offer), place);
  const { value, conditions } = discountSummarySchema.parse(row.offer);
  return [value, ...conditions].map((sentence) => (sentence.endsWith(".") ? sentence : `${sentence}.`));
}
