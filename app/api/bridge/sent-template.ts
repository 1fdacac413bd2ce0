import type { z } from "@hono/zod-openapi";
import type { NewTemplate } from "../../bridge/new-template.ts";
import type { templateRequestSchema } from "../schemas/bridge-template-messages.ts";
import { sentOffer } from "./sent-offer.ts";

/** A template as the module sent it: of a rule that exists, or of an offer. */
export function sentTemplate(sent: z.output<typeof templateRequestSchema>): NewTemplate {
  const { name, rule, offer = {} } = sent;
  return rule === undefined ? { name, offer: sentOffer(offer) } : { name, rule };
}
