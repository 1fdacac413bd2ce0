import { GraphqlQueryError, HttpRequestError, HttpResponseError } from "@shopify/shopify-api";
import { z } from "zod";
import type { PlatformFailure } from "../discount-platform.ts";
import type { AdminCost } from "./admin-client.ts";
import { type AdminError, failureOfErrors, failureOfStatus, readCost } from "./admin-failure.ts";

/** The part of the library's admin client that is needed. */
export interface OpenedAdmin {
  graphql(
    document: string,
    options: { variables: Record<string, unknown>; tries: number },
  ): Promise<Response>;
}

/** What came of one call. */
export interface CallAnswer {
  data?: unknown;
  cost: AdminCost | null;
  failure?: PlatformFailure;
  isTokenRefused?: boolean;
}

const answerSchema = z.object({ data: z.unknown(), extensions: z.unknown() });
const errorsSchema = z.array(
  z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() }),
);

/** Makes one call with the library, once, and says what its errors mean. Bugs of ours throw. */
export async function callAdmin(
  admin: OpenedAdmin,
  document: string,
  variables: Record<string, unknown>,
): Promise<CallAnswer> {
  const isMutation = /^\s*(?:#.*\n\s*)*mutation\b/.test(document);
  try {
    const response = await admin.graphql(document, { variables, tries: 1 });
    const { data, extensions } = answerSchema.parse(await response.json());
    return { data, cost: readCost(extensions) };
  } catch (error) {
    if (error instanceof GraphqlQueryError) {
      const cost = readCost(error.body?.extensions);
      const errors: AdminError[] = errorsSchema.parse(error.body?.errors?.graphQLErrors ?? []);
      const failure = failureOfErrors(errors, cost, isMutation);
      if (failure) return { cost, failure };
      throw error;
    }
    if (error instanceof HttpResponseError) {
      const { code } = error.response;
      const detail = "The connection to Shopify broke off in the middle of the answer.";
      if (code === 200) return { cost: null, failure: { kind: "unknown", detail } };
      const failure = failureOfStatus(code, retryAfter(error), isMutation);
      return { cost: null, failure, isTokenRefused: code === 401 };
    }
    if (error instanceof HttpRequestError) {
      return { cost: null, failure: { kind: "unknown", detail: error.message } };
    }
    throw error;
  }
}

function retryAfter({ response }: HttpResponseError): number | null {
  const seconds = "retryAfter" in response ? Number(response.retryAfter) : Number.NaN;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
