import { forgetMessages } from "#app/accounts/forget-messages.server.ts";
import type { JobName, JobPayload } from "#app/jobs/queue/job-catalogue.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { deleteStaleDrafts } from "#app/uploads/delete-stale-drafts.server.ts";
import { importUpload } from "#app/uploads/import-upload.server.ts";
import { removeUploadCodes } from "#app/uploads/remove-upload-codes.server.ts";
import { resumeUploads } from "#app/uploads/resume-uploads.server.ts";

/** Does a job. May be run again after a crash at any point; `signal` ends when the job is taken away. */
type JobHandler<Name extends JobName> = (payload: JobPayload<Name>, signal: AbortSignal) => Promise<void>;

/** What each job does. */
export const JOB_HANDLERS: { [Name in JobName]: JobHandler<Name> } = {
  "import-upload": async ({ uploadId }, signal) => {
    await importUpload({ uploadId, signal });
  },
  "undo-upload": async ({ uploadId, actor }, signal) => {
    await removeUploadCodes({ uploadId, actor, signal });
  },
  "sweep-pools": sweepPools,
  "clean-up": async () => {
    await forgetMessages();
    await deleteStaleDrafts();
    await resumeUploads();
  },
};
