import { forgetMessages } from "#app/accounts/forget-messages.server.ts";
import { forgetWebhooks } from "#app/accounts/forget-webhooks.server.ts";
import { forgetEvents } from "#app/alerts/forget-events.server.ts";
import { noteTroubles } from "#app/alerts/note-troubles.server.ts";
import { watchPools } from "#app/alerts/watch-pools.server.ts";
import { watchStores } from "#app/alerts/watch-stores.server.ts";
import { INSTRUCTION_MEMORY_DAYS } from "#app/config/limits.ts";
import { database } from "#app/db/database.server.ts";
import { giveUpMails } from "#app/delivery/give-up-mails.server.ts";
import { forecastPools } from "#app/forecast/forecast-pools.server.ts";
import { forgetUse } from "#app/forecast/forget-use.server.ts";
import { forgetHistory } from "#app/history/forget-history.server.ts";
import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { sendJob } from "#app/jobs/queue/queue.server.ts";
import { forgetInstructions } from "#app/platforms/magento/forget-instructions.server.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { eraseContact } from "#app/privacy/erase-contact.server.ts";
import { eraseStore } from "#app/privacy/erase-store.server.ts";
import { forgetDataFiles } from "#app/privacy/forget-data-files.server.ts";
import { forgetOldContacts } from "#app/privacy/forget-old-contacts.server.ts";
import { gatherContactData } from "#app/privacy/gather-contact-data.server.ts";
import { redactStore } from "#app/privacy/redact-store.server.ts";
import { resumeErasures } from "#app/privacy/resume-erasures.server.ts";
import { lookAtOrders } from "#app/redemptions/look-at-orders.server.ts";
import { queueOrderLooks } from "#app/redemptions/queue-order-looks.server.ts";
import { settleOrders } from "#app/redemptions/settle-orders.server.ts";
import { checkInstallation } from "#app/replenishment/check-installation.server.ts";
import { checkPool } from "#app/replenishment/check-pool.server.ts";
import { checkStore } from "#app/replenishment/check-store.server.ts";
import { cleanStore } from "#app/replenishment/clean-store.server.ts";
import { createCodes } from "#app/replenishment/create-codes.server.ts";
import { mintStore } from "#app/replenishment/mint-store.server.ts";
import { queueStoreChecks } from "#app/replenishment/queue-store-checks.server.ts";
import { replenishPool } from "#app/replenishment/replenish-pool.server.ts";
import { resumeCreations } from "#app/replenishment/resume-creations.server.ts";
import { systemClock } from "#app/replenishment/system-clock.server.ts";
import { tendGroups } from "#app/replenishment/tend-groups.server.ts";
import { updateGroups } from "#app/replenishment/update-groups.server.ts";
import { deleteStaleDrafts } from "#app/uploads/delete-stale-drafts.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";
import { resumeUploads } from "#app/uploads/resume-uploads.server.ts";
import { installationOf } from "#app/wiring/installation-of.server.ts";
import { orderSourceOf } from "#app/wiring/order-source-of.server.ts";
import { platformOf } from "#app/wiring/platform-of.server.ts";
import { doAll } from "./do-all.server.ts";

/** Does a job. May be run again after a crash at any point; `signal` ends when the job is taken away. */
type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;

/** How long a store is minted for at a time, while others may wait for their turn. */
const MINT_TURN_MILLISECONDS = 60_000;
const surroundings = { clock: systemClock, random: Math.random };

/** What each job does. */
export const JOB_HANDLERS: { [Name in JobName]: JobHandler<Name> } = {
  "import-upload": async ({ uploadId }, signal) => {
    await importUpload({ uploadId, signal });
  },
  "undo-upload": async ({ uploadId, actor }, signal) => {
    await removeUploadCodes({ uploadId, actor, signal });
  },
  "replenish-pool": async ({ poolId }) => {
    await replenishPool({ poolId });
  },
  "mint-store": async ({ storeId }, signal) => {
    const turn = AbortSignal.any([signal, AbortSignal.timeout(MINT_TURN_MILLISECONDS)]);
    const platform = await platformOf(storeId);
    const { kind } = await mintStore({ ...surroundings, storeId, platform, signal: turn });
    // Its turn is over, not its work: it stands in line again.
    if (kind === "stopped" && !signal.aborted) await sendJob(database().pool, "mint-store", { storeId });
  },
  "update-groups": async ({ templateId }, signal) => {
    const template = await database().prisma.template.findUnique({ where: { id: templateId } });
    // It went with its store.
    if (!template) return;
    const platform = await platformOf(template.storeId);
    await updateGroups({ ...surroundings, templateId, platform, signal });
  },
  "check-store": async ({ storeId }, signal) => {
    const platform = await platformOf(storeId);
    await checkStore({ ...surroundings, storeId, platform, signal });
  },
  "check-pool": async ({ poolId, storeId }, signal) => {
    const platform = await platformOf(storeId);
    await checkPool({ ...surroundings, poolId, storeId, platform, signal });
    // Whoever has repaired something, or just uploaded, does not wait for the next round to be told.
    await noteTroubles({ poolId });
  },
  "create-codes": async ({ creationId }, signal) => {
    const turn = AbortSignal.any([signal, AbortSignal.timeout(MINT_TURN_MILLISECONDS)]);
    const creation = await database().prisma.creation.findUnique({ where: { id: creationId } });
    // It went with its store.
    if (!creation) return;
    const platform = await platformOf(creation.storeId);
    const { kind } = await createCodes({ ...surroundings, creationId, platform, signal: turn });
    if (kind === "stopped" && !signal.aborted) {
      await sendJob(database().pool, "create-codes", { creationId });
    }
  },
  "delete-wasted": async ({ storeId }, signal) => {
    const platform = await platformOf(storeId);
    await cleanStore({ ...surroundings, storeId, platform, signal });
  },
  "check-installation": async (payload) => {
    await checkInstallation(installationQuestion(payload));
  },
  "redact-store": async (payload) => {
    const question = installationQuestion(payload);
    // A store whose removal nobody was told of, or that is back without our knowing.
    await checkInstallation(question);
    await redactStore(question);
  },
  "erase-store": async ({ storeId }, signal) => await eraseStore({ storeId, signal }),
  "erase-contact": async ({ requestId }, signal) => {
    await eraseContact({ requestId, signal });
  },
  "forget-old-contacts": async (_, signal) => await forgetOldContacts(signal),
  "gather-contact-data": gatherContactData,
  "settle-orders": async ({ storeId }) => {
    const orders = await orderSourceOf(storeId);
    if (!orders) return;
    const settled = await settleOrders({ storeId, orders, actor: "system" });
    // Out of reach, it is asked again when the store comes back; a refusal stays one.
    const isWorthTrying = !settled.ok && ["later", "unknown"].includes(settled.failure.kind);
    if (!settled.ok && isWorthTrying)
      throw new Error(`Orders could not be settled: ${settled.failure.detail}`);
  },
  "look-at-orders": async ({ storeId }, signal) => {
    const orders = await orderSourceOf(storeId);
    if (!orders) return;
    const { now, wait } = systemClock;
    await lookAtOrders({ storeId, orders, now: () => now(), wait, signal });
  },
  "queue-order-looks": queueOrderLooks,
  "tend-groups": async (_, signal) => await tendGroups({ ...surroundings, platformOf, signal }),
  "sweep-pools": sweepPools,
  "watch-pools": async () => await doAll([watchPools, watchStores]),
  "forecast-pools": async (_, signal) => await forecastPools(signal),
  "clean-up": async () =>
    await doAll([
      forgetMessages,
      forgetWebhooks,
      async () => await forgetHistory(systemClock.now()),
      async () => await giveUpMails(systemClock.now()),
      forgetEvents,
      forgetUse,
      resumeErasures,
      forgetDataFiles,
      deleteStaleDrafts,
      async () => await forgetInstructions(database().pool, daysAgo(INSTRUCTION_MEMORY_DAYS)),
      resumeUploads,
      async () => await resumeCreations("idle"),
      queueStoreChecks,
    ]),
};

function daysAgo(days: number): Date {
  return new Date(systemClock.now().getTime() - days * 86_400_000);
}

function installationQuestion({ domain, saidAt }: JobPayload<"check-installation" | "redact-store">) {
  const said = saidAt === null ? null : new Date(saidAt);
  return { platform: "shopify" as const, domain, saidAt: said, installation: installationOf(domain) };
}
