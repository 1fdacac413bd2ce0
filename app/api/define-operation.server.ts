import { z } from "@hono/zod-openapi";
import {
  type BridgeCredentials,
  findBridgeCredentials,
} from "#app/accounts/find-bridge-credentials.server.ts";
import { type Credentials, findCredentials } from "#app/accounts/find-credentials.server.ts";
import { noteApiClientUsed } from "#app/accounts/note-api-client-used.server.ts";
import type { Callers } from "./authenticate.server.ts";
import { type DownloadDefinition, downloadFor } from "./download-operation.server.ts";
import { type Operation, type OperationDefinition, operationFor } from "./operation.server.ts";

const API_CLIENTS: Callers<Credentials> = {
  find: findCredentials,
  idOf: ({ clientId }) => clientId,
  onUse: ({ clientId }, now) => void noteApiClientUsed(clientId, now),
};

const BRIDGES: Callers<BridgeCredentials> = {
  find: findBridgeCredentials,
  idOf: ({ keyId }) => keyId,
  onUse: () => {},
};

type Nothing = z.ZodObject<Record<never, never>>;

/** A call of the public API, signed by an API client. */
export function defineOperation<
  Answer extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Json extends z.ZodType = z.ZodUndefined,
>(definition: OperationDefinition<Credentials, Params, Query, Json, Answer>): Operation<Credentials> {
  return operationFor(API_CLIENTS, definition);
}

/** A call of the bridge, signed by a Magento store. */
export function defineBridgeOperation<
  Answer extends z.ZodType,
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
  Json extends z.ZodType = z.ZodUndefined,
>(
  definition: OperationDefinition<BridgeCredentials, Params, Query, Json, Answer>,
): Operation<BridgeCredentials> {
  const operation = operationFor(BRIDGES, definition);
  if (operation.method === "get") return operation;
  const { contract } = operation;
  return { ...operation, contract: { ...contract, request: { ...contract.request, headers: ACTOR } } };
}

/** In the document of calls that change something; how it is read does not depend on the call. */
const ACTOR = z.object({
  "x-actor": z.string().max(100).optional().openapi({
    description: "The person who is signed in to the shop, for the history. Not signed.",
    example: "magento:jane",
  }),
});

/** A call of the bridge that is answered with a CSV. */
export function defineBridgeDownload<
  Params extends z.ZodObject = Nothing,
  Query extends z.ZodObject = Nothing,
>(definition: DownloadDefinition<BridgeCredentials, Params, Query>): Operation<BridgeCredentials> {
  return downloadFor(BRIDGES, definition);
}
