/** When a pool will run dry, as pages show it. Instants as ISO strings. */
export interface OutlookView {
  /** `unknown`: used for too short a time. `later`: not within the days looked ahead. */
  kind: "unknown" | "later" | "soon";
  at: string | null;
  earliest: string | null;
  latest: string | null;
}
