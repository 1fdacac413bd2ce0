import { FOUND_LINES_PER_PAGE } from "../config/limits.ts";

/** Which of the lines that were found: so many are left out, the newest first, and so many follow. */
export interface FoundPart {
  skip: number;
  limit: number;
}

export const NEWEST: FoundPart = { skip: 0, limit: FOUND_LINES_PER_PAGE };

/** The lines of a page, the first of which is 1, and one more that tells whether there are older ones. */
export function partOfPage(page: number): FoundPart {
  return { skip: (page - 1) * FOUND_LINES_PER_PAGE, limit: FOUND_LINES_PER_PAGE + 1 };
}

/** The lines of a page that was asked for so, without the one more. */
export function linesOfPage<Line>(lines: Line[]): { lines: Line[]; hasOlder: boolean } {
  return { lines: lines.slice(0, FOUND_LINES_PER_PAGE), hasOlder: lines.length > FOUND_LINES_PER_PAGE };
}
