import type { CodeFormatInput } from "../codes/code-format.ts";
import type { DynamicPoolSettingsInput } from "../pools/pool-settings.ts";
import type { ExpiryPrecision, PoolDetail } from "../pools/pool-view.ts";
import { usualPrecision } from "../pools/usual-precision.ts";
import type { TemplateView } from "../templates/template-view.ts";

/** What stands in the fields that only a dynamic pool has, numbers as they are typed. */
export interface DynamicFormValues {
  templateId: string;
  prefix: string;
  suffix: string;
  groups: string;
  groupLength: string;
  separator: NonNullable<CodeFormatInput["separator"]>;
  alphabet: NonNullable<CodeFormatInput["alphabet"]>;
  characters: string;
  limitKind: "none" | "codes";
  limit: string;
  expiryKind: "template" | "days";
  validDays: string;
  expiryPrecision: ExpiryPrecision;
  bufferKind: "automatic" | "fixed";
  bufferFixed: string;
  waitSeconds: string;
  notReady: "stop" | "fallback";
}

const MILLISECONDS_PER_SECOND = 1_000;

/** A new dynamic pool. With one template to choose from, it is chosen. */
export function newDynamicForm(templateIds: string[]): DynamicFormValues {
  return {
    templateId: templateIds.length === 1 ? (templateIds[0] ?? "") : "",
    prefix: "",
    suffix: "",
    groups: "2",
    groupLength: "5",
    separator: "-",
    alphabet: "no_look_alikes",
    characters: "",
    limitKind: "none",
    limit: "",
    expiryKind: "template",
    validDays: "14",
    expiryPrecision: "day",
    bufferKind: "automatic",
    bufferFixed: "1000",
    waitSeconds: "1.5",
    notReady: "stop",
  };
}

/** The dynamic part of an existing pool's form; null for a static pool. */
export function dynamicFormOfPool(pool: PoolDetail): DynamicFormValues | null {
  const { dynamic } = pool;
  if (!dynamic) return null;
  const fresh = newDynamicForm([dynamic.templateId]);
  const { groups, groupLength, ...format } = dynamic.codeFormat;
  return {
    ...fresh,
    ...format,
    groups: String(groups),
    groupLength: String(groupLength),
    limitKind: pool.limit === null ? "none" : "codes",
    limit: pool.limit === null ? "" : String(pool.limit),
    expiryKind: pool.expiry ? "days" : "template",
    validDays: pool.expiry ? String(pool.expiry.validDays) : fresh.validDays,
    expiryPrecision: pool.expiry?.precision ?? fresh.expiryPrecision,
    bufferKind: dynamic.bufferFixed === null ? "automatic" : "fixed",
    bufferFixed: dynamic.bufferFixed === null ? fresh.bufferFixed : String(dynamic.bufferFixed),
    waitSeconds: String(dynamic.waitMilliseconds / MILLISECONDS_PER_SECOND),
    notReady: dynamic.notReadyFallback ? "fallback" : "stop",
  };
}

/** The code format that the fields ask for, not checked yet. */
export function codeFormatOfForm(values: DynamicFormValues): CodeFormatInput {
  return {
    prefix: values.prefix,
    suffix: values.suffix,
    groups: typedNumber(values.groups),
    groupLength: typedNumber(values.groupLength),
    separator: values.separator,
    alphabet: values.alphabet,
    characters: values.alphabet === "own" ? values.characters : "",
  };
}

/** What a dynamic pool's settings have beyond those of a static one. */
export function dynamicSettingsOfForm(values: DynamicFormValues) {
  return {
    templateId: values.templateId,
    codeFormat: codeFormatOfForm(values),
    limit: values.limitKind === "none" ? null : typedNumber(values.limit),
    validDays: values.expiryKind === "template" ? null : typedNumber(values.validDays),
    expiryPrecision: values.expiryPrecision,
    bufferFixed: values.bufferKind === "automatic" ? null : typedNumber(values.bufferFixed),
    waitMilliseconds: typedInSmaller(values.waitSeconds, MILLISECONDS_PER_SECOND),
    notReadyFallback: values.notReady === "fallback",
  } satisfies Partial<DynamicPoolSettingsInput>;
}

/** Another template; what it cannot do for the expiry goes. */
export function withTemplate(
  templateId: string,
  template: Pick<TemplateView, "source" | "platform"> | undefined,
): Partial<DynamicFormValues> {
  if (template?.platform === "magento") return { templateId, expiryPrecision: "day" };
  return template?.source === "existing" ? { templateId, expiryKind: "template" } : { templateId };
}

/** Other days; the precision follows as long as it is the usual one. */
export function withValidDays(values: DynamicFormValues, validDays: string): Partial<DynamicFormValues> {
  return values.expiryPrecision === usualPrecision(Number(values.validDays))
    ? { validDays, expiryPrecision: usualPrecision(Number(validDays)) }
    : { validDays };
}

/** The setting behind a field, as errors name it. */
export function dynamicSettingOf(field: keyof DynamicFormValues): string {
  switch (field) {
    case "prefix":
    case "suffix":
    case "groups":
    case "groupLength":
    case "separator":
    case "alphabet":
    case "characters":
      return `codeFormat.${field}`;
    case "waitSeconds":
      return "waitMilliseconds";
    case "notReady":
      return "notReadyFallback";
    default:
      return field;
  }
}

/** An empty field is not a zero, nor, in JSON, a null: it stays a text that is no number. */
export function typedNumber(text: string): number | string {
  const trimmed = text.trim();
  return trimmed === "" || Number.isNaN(Number(trimmed)) ? "not a number" : Number(trimmed);
}

/** The same in a smaller unit, so many of which make one of the typed. */
export function typedInSmaller(text: string, times: number): number | string {
  const value = typedNumber(text);
  return typeof value === "number" ? Math.round(value * times) : value;
}
