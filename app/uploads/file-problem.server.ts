import { guessReading } from "./guess-reading.server.ts";
import { identifyFile } from "./identify-file.server.ts";
import { NO_CODES } from "./reading/no-codes.ts";

/** Why a file cannot be used at all; what is wrong with single rows is for the preview to show. */
export async function fileProblem(filePath: string): Promise<string | null> {
  const identified = await identifyFile(filePath);
  if (!identified.ok) return identified.problem;
  const { choice, sample, problem } = await guessReading(filePath, identified.file);
  const rows = sample.length - (choice.hasHeader ? 1 : 0);
  return rows > 0 ? null : (problem ?? NO_CODES);
}
