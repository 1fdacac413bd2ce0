import { setTimeout as wait } from "node:timers/promises";
import { Hono } from "hono";
import { env } from "#app/config/env.server.ts";
import { BRIDGE_OPERATIONS } from "./bridge/bridge-operations.server.ts";
import { linkHandler, postLink } from "./bridge/post-link.server.ts";
import { type ApiWorld, callHandler } from "./call-handler.server.ts";
import { addDocumentation } from "./documentation.server.ts";
import { failureLimit } from "./failure-limit.server.ts";
import type { AnyOperation } from "./operation.server.ts";
import { getClaim } from "./operations/get-claim.server.ts";
import { getMe } from "./operations/get-me.server.ts";
import { getPool } from "./operations/get-pool.server.ts";
import { getPools } from "./operations/get-pools.server.ts";
import { getUpload } from "./operations/get-upload.server.ts";
import { postClaims } from "./operations/post-claims.server.ts";
import { postCodes } from "./operations/post-codes.server.ts";
import { postContactErasure } from "./operations/post-contact-erasure.server.ts";
import { postPrepare } from "./operations/post-prepare.server.ts";
import { postReleases } from "./operations/post-releases.server.ts";
import { putCampaign } from "./operations/put-campaign.server.ts";
import { putPreparation } from "./operations/put-preparation.server.ts";
import type { ApiEnv } from "./raw-request.ts";
import { type RequestVerdict, requestLimit } from "./request-limit.server.ts";
import { unknownAddress } from "./unknown-address.server.ts";

/** Every call, in the order of the documentation. */
export const OPERATIONS = [
  getMe,
  postClaims,
  getClaim,
  postReleases,
  getPools,
  getPool,
  putCampaign,
  putPreparation,
  postPrepare,
  postCodes,
  getUpload,
  postContactErasure,
];

/** What tests replace. */
export interface ApiOptions {
  nowMilliseconds?: () => number;
  wait?: (milliseconds: number) => Promise<void>;
  requestsPerMinute?: number;
}

/** The public API, to be mounted at `/api`. Nothing of the environment is read before the first request. */
export function createApi(options: ApiOptions = {}): Hono<ApiEnv> {
  let limit: ((clientId: string) => Promise<RequestVerdict>) | undefined;
  let docs: string | undefined;
  const world: ApiWorld = {
    nowMilliseconds: options.nowMilliseconds ?? Date.now,
    wait: options.wait ?? ((milliseconds) => wait(milliseconds)),
    countFailure: failureLimit(),
    countRequest: (clientId) => {
      limit ??= requestLimit(options.requestsPerMinute ?? env().REQUESTS_PER_MINUTE);
      return limit(clientId);
    },
    docsUrl: () => {
      docs ??= new URL(`${env().PUBLIC_PATH_PREFIX}/api/v1/docs`, env().APP_URL).href;
      return docs;
    },
  };
  const app = new Hono<ApiEnv>();
  for (const operation of OPERATIONS) app.on(...route(operation), callHandler(operation, world));
  for (const operation of BRIDGE_OPERATIONS) app.on(...route(operation), callHandler(operation, world));
  app.on(...route(postLink), linkHandler(world.docsUrl));
  const operations = [...OPERATIONS, postLink, ...BRIDGE_OPERATIONS];
  const documents = addDocumentation(app, operations, world.docsUrl);
  app.all("*", unknownAddress([...operations, ...documents], world.docsUrl));
  return app;
}

/** The method and the path as the router writes them. */
function route({ method, path }: Pick<AnyOperation, "method" | "path">): [method: string, path: string] {
  return [method.toUpperCase(), path.replace(/\{(\w+)\}/g, ":$1")];
}
