import { type Result, refuse } from "#app/errors/refusal.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";
import { showRules } from "./show-rules.server.ts";

/**
 * Makes a template of a cart price rule that exists. Refusals: `invalid_request` with what is wrong with the rule at
 * `rule`, and with the name at `name`.
 */
export async function templateOfRule(request: {
  accountId: string;
  storeId: string;
  actor: string;
  name: string;
  ruleId: number;
  now: Date;
}): Promise<Result<TemplateDetail>> {
  const { accountId, storeId, actor, name, ruleId, now } = request;
  const [found] = await showRules({ storeId, ruleId, now });
  if (!found) return refuseRule([NOT_REPORTED]);
  if (found.problems.length > 0) return refuseRule(found.problems);
  const created = await createTemplate({
    accountId,
    storeId,
    actor,
    input: { source: "existing", name, discount: found.summary },
    // The rule is the merchant's: it says everything that Magento can.
    offerProblems: () => [],
  });
  if (created.ok) return created;
  const { errors, ...refusal } = created.refusal;
  const renamed = errors?.map((error) => (error.path === "discount" ? { ...error, path: "rule" } : error));
  return { ok: false, refusal: { ...refusal, errors: renamed } };
}

const NOT_REPORTED = "Magento has not reported this rule yet. Wait for the next exchange, or choose another.";

/** Why no template can be made of a rule, in words for the merchant. Empty: one can. */
export async function ruleProblemsOf(rule: {
  storeId: string;
  ruleId: number;
  now: Date;
}): Promise<string[]> {
  const [found] = await showRules(rule);
  return found ? found.problems : [NOT_REPORTED];
}

function refuseRule(problems: string[]): ReturnType<typeof refuse> {
  const errors = problems.map((message) => ({ path: "rule", message }));
  return refuse("invalid_request", problems.join(" "), { errors });
}
