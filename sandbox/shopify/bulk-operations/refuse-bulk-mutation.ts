import { type DocumentNode, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import type { AdminSchema } from "../admin-schema.ts";
import { isConnection } from "../query-cost.ts";
import { type BulkOperations, RUNNING_MAX, readLines } from "./bulk-operations.ts";
import type { StagedFile } from "./staged-uploads.ts";

// The rules are of shopify.dev's guide to bulk imports; the words and codes were recorded from Shopify by the
// authors of a public stand-in for the Admin API, for earlier versions that allowed one operation at a time.

/** An error of `BulkMutationUserError`. */
interface BulkMutationError {
  field: string[] | null;
  code: string | null;
  message: string;
}

const CLIENT_IDENTIFIER_CHARACTERS_MIN = 10;
const CLIENT_IDENTIFIER_CHARACTERS_MAX = 255;
const FORBIDDEN = ["bulkOperationRunMutation", "bulkOperationRunQuery"];

/** Why a bulk mutation is not started; undefined: it can be. */
export function refuseBulkMutation(
  admin: AdminSchema,
  operations: BulkOperations,
  request: { mutation: string; clientIdentifier: unknown; file: StagedFile | undefined },
): BulkMutationError | undefined {
  return (
    refuseClientIdentifier(request.clientIdentifier) ??
    refuseDocument(admin, request.mutation) ??
    refuseMore(operations) ??
    refuseFile(request.file)
  );
}

function refuseClientIdentifier(value: unknown): BulkMutationError | undefined {
  if (typeof value !== "string") return undefined;
  const field = ["clientIdentifier"];
  if (value.length < CLIENT_IDENTIFIER_CHARACTERS_MIN) {
    const message = `is too short (minimum is ${CLIENT_IDENTIFIER_CHARACTERS_MIN} characters)`;
    return { field, code: "INVALID_MUTATION", message };
  }
  if (value.length > CLIENT_IDENTIFIER_CHARACTERS_MAX) {
    const message = `is too long (maximum is ${CLIENT_IDENTIFIER_CHARACTERS_MAX} characters)`;
    return { field, code: "INVALID_MUTATION", message };
  }
  return undefined;
}

/** Fields that do not exist are not looked for: they are an error of every line. */
function refuseDocument(admin: AdminSchema, mutation: string): BulkMutationError | undefined {
  const code = "INVALID_MUTATION";
  const document = parseQuietly(mutation);
  if (typeof document === "string") {
    return { field: null, code, message: `Failed to parse the mutation - ${document}` };
  }
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operations.some(({ operation }) => operation !== "mutation")) {
    const message = "Invalid operation type. Only `mutation` operations are supported.";
    return { field: null, code, message };
  }
  const roots = operations.flatMap(({ selectionSet }) => selectionSet.selections);
  const [root, ...others] = roots;
  const field = ["mutation"];
  if (root?.kind !== Kind.FIELD || others.length > 0) {
    return { field, code: null, message: "You must specify a single top level mutation." };
  }
  if (FORBIDDEN.includes(root.name.value)) {
    return { field, code: null, message: "You must use an allowed mutation name." };
  }
  if (countConnections(admin, document) > 1) {
    return { field, code: null, message: "Bulk mutations cannot contain more than 1 connection." };
  }
  return undefined;
}

function parseQuietly(mutation: string): DocumentNode | string {
  try {
    return parse(mutation);
  } catch (error) {
    return (error as Error).message.replace("Syntax Error:", "syntax error,");
  }
}

function countConnections({ schema }: AdminSchema, document: DocumentNode): number {
  const info = new TypeInfo(schema);
  let count = 0;
  const enter = () => {
    const type = info.getType();
    if (type && isConnection("ofType" in type ? type.ofType : type)) count++;
  };
  visit(document, visitWithTypeInfo(info, { Field: { enter } }));
  return count;
}

/** Which of OPERATION_IN_PROGRESS and LIMIT_REACHED comes since there are five at a time, is not written anywhere. */
function refuseMore(operations: BulkOperations): BulkMutationError | undefined {
  const running = operations.running();
  if (running.length < RUNNING_MAX) return undefined;
  const ids = running.map(({ number }) => `gid://shopify/BulkOperation/${number}`).join(", ");
  const message = `A bulk mutation operation for this app and shop is already in progress: ${ids}.`;
  return { field: null, code: "OPERATION_IN_PROGRESS", message };
}

function refuseFile(file: StagedFile | undefined): BulkMutationError | undefined {
  if (!file) {
    const message =
      "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";
    return { field: null, code: "NO_SUCH_FILE", message };
  }
  if (readLines(file).length > 0) return undefined;
  return { field: null, code: "INVALID_STAGED_UPLOAD_FILE", message: "The input file is empty." };
}
