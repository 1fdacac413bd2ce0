import { Hono } from "hono";
import { createApiClient } from "#app/accounts/create-api-client.server.ts";
import { type ApiOptions, createApi } from "#app/api/create-api.server.ts";
import { newAccount } from "./pool-with-codes.ts";
import { type Credentials, type Destination, type SignedClient, signedClient } from "./signed-client.ts";

/** The API where the server mounts it. */
export function mountedApi(options: ApiOptions = {}): Hono {
  const app = new Hono();
  app.route("/api", createApi(options));
  return app;
}

export interface Integration extends Credentials {
  accountId: string;
  call: SignedClient;
}

/** An account with an API client, and a client that signs with it. */
export async function newIntegration(destination: Destination): Promise<Integration> {
  return await integrationOf(await newAccount(), destination);
}

/** Another API client of an account. */
export async function integrationOf(accountId: string, destination: Destination): Promise<Integration> {
  const made = await createApiClient({ accountId, name: "Mailer", actor: "test" });
  if (!made.ok) throw new Error(made.refusal.detail);
  const credentials = { keyId: made.value.id, secret: made.value.secret };
  return { accountId, ...credentials, call: signedClient(credentials, destination) };
}

/** What an answer says, without what differs from answer to answer. */
export async function answerOf(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}
