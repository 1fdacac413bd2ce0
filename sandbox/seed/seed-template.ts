import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { createDynamicPool } from "#app/pools/create-dynamic-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { listTemplates } from "#app/templates/list-templates.server.ts";
import { callApi } from "../email/call-api.ts";
import type { DemoTemplate } from "./demo-templates.ts";
import { granted } from "./granted.ts";
import type { Seeding } from "./seed-pool.ts";
import { until } from "./until.ts";

/**
 * Makes a template and its dynamic pool as a merchant would, and waits until the app's worker has filled the
 * buffer; then the email platform announces its campaign, claims codes and has others set aside. What an earlier
 * run did is found and left as it is.
 */
export async function seedTemplate(
  seeding: Seeding & { storeId: string },
  demo: DemoTemplate,
): Promise<void> {
  const { accountId, storeId, actor } = seeding;
  const { settings, campaign, recipients, prepared } = demo.pool;
  const { handle } = settings;
  const templates = await listTemplates({ accountId, archived: "no" });
  const { id: templateId } =
    templates.find(({ name }) => name === demo.name) ??
    granted(
      await createTemplate({
        accountId,
        storeId,
        actor,
        input: { source: "described", name: demo.name, offer: demo.offer },
        offerProblems,
      }),
      `create the template ${demo.name}`,
    );
  const known = await getPool({ accountId, pool: handle });
  if (!known.ok) {
    granted(
      await createDynamicPool({ accountId, actor, settings: { ...settings, templateId } }),
      `create ${handle}`,
    );
  }
  const { name, type } = campaign;
  await put(seeding, `/api/v1/pools/${handle}/campaigns/${campaign.id}`, { name, type, status: "live" });
  await untilReady(accountId, handle, recipients);
  const run = seeding.email.startCampaign({
    pool: handle,
    campaign: { id: campaign.id, type },
    recipients,
    batchSize: 100,
    firstContact: 1_000_000,
    keyPrefix: `demo-${campaign.id}`,
  });
  await run.finished;
  if (run.failed > 0) throw new Error(`${handle}: ${JSON.stringify(run.problems)}`);
  if (prepared) {
    const asked = { quantity: prepared.quantity, by: prepared.by, campaign: campaign.id };
    await put(seeding, `/api/v1/pools/${handle}/preparations/${campaign.id}`, asked);
  }
}

async function untilReady(accountId: string, handle: string, codes: number): Promise<void> {
  await until(`${handle} has its first codes`, async () => {
    const { counts, dynamic } = granted(await getPool({ accountId, pool: handle }), `follow ${handle}`);
    return counts.available >= Math.max(1, Math.min(codes, dynamic?.bufferTarget ?? codes));
  });
}

async function put({ connection }: Seeding, target: string, json: unknown): Promise<void> {
  const answer = await callApi(connection, "PUT", target, json);
  if (!answer.ok) throw new Error(`The app refused ${target}: ${await answer.text()}`);
}
