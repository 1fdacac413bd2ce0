import { type FieldError, type Result, refuse } from "#app/errors/refusal.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { findPoolId } from "#app/pools/find-pool-id.server.ts";
import { handleTaken } from "#app/pools/handle-taken.ts";
import {
  type DynamicPoolSettingsInput,
  dynamicPoolSettingsSchema,
  settingsErrors,
} from "#app/pools/pool-settings.ts";
import type { PoolDetail } from "#app/pools/pool-view.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { checkTemplate, templateNameSchema } from "#app/templates/template-input.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import type { NewTemplate } from "./new-template.ts";
import { offerCheck } from "./offer-check.server.ts";
import { ruleProblemsOf, templateOfRule } from "./template-of-rule.server.ts";

interface PoolRequest {
  accountId: string;
  storeId: string;
  actor: string;
  /** The template's id is of no account. */
  settings: DynamicPoolSettingsInput;
  template: NewTemplate;
  now: Date;
}

/**
 * Makes a dynamic pool together with its template, so that a form is corrected once: nothing is made before all of it
 * is right. Refusals: `invalid_request` with one entry per field, those of the template at `template....`.
 */
export async function createPoolWithTemplate(request: PoolRequest): Promise<Result<PoolDetail>> {
  const { accountId, actor, settings } = request;
  const errors = [...(await settingsProblems(request)), ...(await templateProblems(request))];
  if (errors.length > 0) return refuseFields(errors);
  const made = await makeTemplate(request);
  if (made.ok) {
    return await createDynamicPool({
      accountId,
      actor,
      settings: { ...settings, templateId: made.value.id },
    });
  }
  const { errors: found } = made.refusal;
  return found ? refuseFields(found.map(ofTemplate)) : made;
}

function refuseFields(errors: FieldError[]): ReturnType<typeof refuse> {
  return refuse("invalid_request", "Some fields need another look.", { errors });
}

function ofTemplate({ path, message }: FieldError): FieldError {
  return { path: `template.${path}`, message };
}

async function settingsProblems({ accountId, settings }: PoolRequest): Promise<FieldError[]> {
  const parsed = dynamicPoolSettingsSchema.safeParse({ ...settings, templateId: "to be made" });
  const problems = parsed.success ? [] : settingsErrors(parsed.error);
  const handle = settings.handle.trim();
  if (problems.some(({ path }) => path === "handle")) return problems;
  if ((await findPoolId(accountId, handle)) === null) return problems;
  return [...problems, ...(handleTaken().refusal.errors ?? [])];
}

async function templateProblems({ storeId, template, now }: PoolRequest): Promise<FieldError[]> {
  if ("offer" in template) {
    const checked = checkTemplate(template, await offerCheck(storeId, now));
    return checked.ok ? [] : checked.errors.map(ofTemplate);
  }
  const name = templateNameSchema.safeParse(template.name);
  const named = name.success ? [] : name.error.issues.map(({ message }) => ({ path: "name", message }));
  const problems = await ruleProblemsOf({ storeId, ruleId: template.rule, now });
  return [...named, ...problems.map((message) => ({ path: "rule", message }))].map(ofTemplate);
}

async function makeTemplate(request: PoolRequest): Promise<Result<TemplateDetail>> {
  const { accountId, storeId, actor, template, now } = request;
  const { name } = template;
  if ("rule" in template) {
    return await templateOfRule({ accountId, storeId, actor, name, ruleId: template.rule, now });
  }
  return await createTemplate({
    accountId,
    storeId,
    actor,
    input: { source: "described", name, offer: template.offer },
    offerProblems: await offerCheck(storeId, now),
  });
}
