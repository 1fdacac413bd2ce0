import { z } from "zod";
import type { FieldError } from "../errors/refusal.ts";
import { type Offer, type OfferInput, offerSchema } from "../platforms/offer.ts";
import { chosenTitles } from "./chosen-titles.ts";

export const templateNameSchema = z
  .string()
  .trim()
  .min(1, "Give the template a name")
  .max(100, "Use at most 100 characters");

/** What a platform cannot express of an offer, next to its fields. */
export type OfferCheck = (offer: Offer) => FieldError[];

/** Checks a name and an offer together, so that every wrong field is told at once. */
export function checkTemplate(
  input: { name: string; offer: OfferInput },
  offerProblems: OfferCheck,
): { ok: true; name: string; offer: Offer } | { ok: false; errors: FieldError[] } {
  const name = templateNameSchema.safeParse(input.name);
  const offer = offerSchema.safeParse(input.offer);
  const problems = offer.success
    ? [...datesProblem(offer.data), ...offerProblems(offer.data)]
    : issues(offer.error);
  const errors = [
    ...(name.success ? [] : name.error.issues.map(({ message }) => ({ path: "name", message }))),
    ...problems.map(({ path, message }) => ({ path: `offer.${path}`, message })),
  ];
  if (errors.length > 0 || !name.success || !offer.success) return { ok: false, errors };
  return { ok: true, name: name.data, offer: { ...offer.data, titles: chosenTitles(offer.data) } };
}

function issues(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

function datesProblem({ startsAt, endsAt }: Offer): FieldError[] {
  if (endsAt === null || Date.parse(endsAt) > Date.parse(startsAt)) return [];
  return [{ path: "endsAt", message: "Choose an end after the start" }];
}
