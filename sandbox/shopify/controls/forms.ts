import { z } from "zod";
import { isoSeconds } from "../discounts/discount.ts";
import { FAULTS, type Fault } from "../faults/faults.ts";
import type { ShopPlan } from "../shopify-state.ts";
import { PLAN_RATES } from "../throttle.ts";

// What the control pages and scripts may send.

export const faultNames = Object.keys(FAULTS) as [Fault, ...Fault[]];
const planNames = Object.keys(PLAN_RATES) as [ShopPlan, ...ShopPlan[]];
const emptyAsNull = (value: unknown) => (value === "" || value === undefined ? null : value);
const isChecked = z
  .string()
  .optional()
  .transform((value) => value !== undefined);
export const instant = z
  .string()
  .min(1)
  .transform((value, issues) => {
    const read = new Date(`${value.length === 16 ? `${value}:00` : value.slice(0, 19)}Z`);
    if (!Number.isNaN(read.getTime())) return isoSeconds(read);
    issues.addIssue({ code: "custom", message: "This is no date." });
    return z.NEVER;
  });

export const faultsSchema = z.strictObject({
  seed: z.int().min(0).optional(),
  probability: z.partialRecord(z.enum(faultNames), z.number().min(0).max(1)).optional(),
  only: z.array(z.string()).nullable().optional(),
  timeOutMilliseconds: z.int().min(0).optional(),
  /** How many times each happens for certain from now on. */
  next: z.partialRecord(z.enum(faultNames), z.int().min(0)).optional(),
  clear: z.boolean().optional(),
});

export const orderSchema = z.object({
  code: z.string(),
  email: z.string().min(1),
  variantId: z.string(),
  quantity: z.coerce.number().int().min(1).max(1_000),
  shippingPrice: z.coerce.number().min(0),
  country: z.string().length(2),
  at: z.string().default(""),
  isSubscription: isChecked,
  isTest: isChecked,
});

export const editSchema = z.object({
  title: z.string().trim().min(1).max(255),
  percent: z.coerce.number().gt(0).max(100).optional(),
  startsAt: instant,
  endsAt: z.preprocess(emptyAsNull, instant.nullable()),
  usageLimit: z.preprocess(emptyAsNull, z.coerce.number().int().min(1).nullable()),
  minimumSubtotal: z.preprocess(emptyAsNull, z.coerce.number().positive().nullable()),
  oncePerCustomer: isChecked,
  productDiscounts: isChecked,
  orderDiscounts: isChecked,
  shippingDiscounts: isChecked,
});

export const planSchema = z.object({
  plan: z.enum(planNames),
  latencyMilliseconds: z.coerce.number().min(0),
  codesPerSecond: z.preprocess(emptyAsNull, z.coerce.number().min(1).nullable()),
  searchLagMilliseconds: z.coerce.number().min(0),
  answerMilliseconds: z.coerce.number().min(0),
  isFrozen: isChecked,
});
