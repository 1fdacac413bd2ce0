import { appendFile } from "node:fs/promises";
import { z } from "zod";

const reportSchema = z.object({
  /** What stood in for Shopify. */
  platform: z.string(),
  first: z.number(),
  lives: z.number(),
  assigned: z.number(),
  deaths: z.number(),
  /** Codes left on the platform that the program does not know of. */
  strangers: z.number(),
  seconds: z.number(),
  /** Empty: the promise was kept. */
  complaints: z.array(z.string()),
});

/** What came of many lives of a store whose pools are replenished. */
export type LivesReport = z.infer<typeof reportSchema>;

/** Leaves the report to whoever asked for it. */
export async function reportLives(report: LivesReport): Promise<void> {
  const file = process.env.FAULT_REPORT;
  if (file) await appendFile(file, `${JSON.stringify(report)}\n`);
}

export function parseLives(text: string): LivesReport[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => reportSchema.parse(JSON.parse(line)));
}
