import type { TemplateView } from "../templates/template-view.ts";
import type { DynamicFormValues } from "./dynamic-form-values.ts";
import type { PoolFormValues } from "./pool-form-values.ts";

/** What every part of a pool's form works with. */
export interface FormPart {
  values: PoolFormValues;
  change: (changed: Partial<PoolFormValues>) => void;
  errorOf: (field: keyof PoolFormValues) => string | undefined;
}

/** What the parts of a dynamic pool's form work with. */
export interface DynamicPart {
  values: DynamicFormValues;
  change: (changed: Partial<DynamicFormValues>) => void;
  errorOf: (field: keyof DynamicFormValues) => string | undefined;
  /** An existing pool keeps its template. */
  editing: "yes" | "no";
}

/** A template as the form of a pool shows it. */
export type TemplateChoice = Pick<TemplateView, "id" | "name" | "source" | "platform" | "words">;
