import { z } from "zod";
import { UPLOAD_PART_BYTES } from "../config/limits.ts";
import type { UploadView } from "./upload-view.ts";

// A file that comes in parts. Until it is whole it is no upload yet: what is known of it lies beside its parts.

/** What is known of a file that is arriving. */
export const arrivalSchema = z.object({
  /** The upload's id, already. */
  id: z.string(),
  accountId: z.string(),
  poolId: z.string(),
  actor: z.string(),
  fileName: z.string(),
  bytes: z.int().positive(),
  createdAt: z.iso.datetime(),
  /** Why it was refused once it was whole, for people. Its parts are gone then. */
  problem: z.string().nullable(),
});
export type Arrival = z.output<typeof arrivalSchema>;

/** How many parts a file of so many bytes comes in. */
export function partCount(bytes: number): number {
  return Math.ceil(bytes / UPLOAD_PART_BYTES);
}

/** Bytes of one part of a file; parts count from 1, and the last one is what is left. */
export function bytesOfPart(fileBytes: number, part: number): number {
  return Math.min(UPLOAD_PART_BYTES, fileBytes - (part - 1) * UPLOAD_PART_BYTES);
}

/** The numbers of the parts that are still to come. */
export function missingParts(fileBytes: number, received: readonly number[]): number[] {
  const there = new Set(received);
  return allParts(fileBytes).filter((part) => !there.has(part));
}

/** The numbers of all parts. */
export function allParts(fileBytes: number): number[] {
  return Array.from({ length: partCount(fileBytes) }, (_, index) => index + 1);
}

/** An upload that is arriving, or was refused when it was whole. */
export interface ArrivingView extends Omit<UploadView, "status"> {
  status: "arriving" | "failed";
}

/** A file that is arriving, as uploads are shown. */
export function arrivingView(arrival: Arrival): ArrivingView {
  const { id, poolId, fileName, bytes, actor, createdAt, problem } = arrival;
  const nothingYet = { rows: 0, added: 0, invalid: 0, undone: 0 };
  return {
    id,
    poolId,
    status: problem === null ? "arriving" : "failed",
    fileName,
    fileBytes: bytes,
    actor,
    ...nothingYet,
    duplicateInFile: 0,
    duplicateInPool: 0,
    duplicateInAccount: 0,
    progress: null,
    error: problem,
    createdAt,
    startedAt: null,
    finishedAt: null,
  };
}
