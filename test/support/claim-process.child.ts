import type { Call, Reply } from "./claim-process.ts";

// Claims and releases for its parent, over the IPC channel. Its clock is shifted before anything is loaded.
const ahead = Number(process.argv[2]) * 1_000;
if (ahead !== 0) {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(RealDate.now() + ahead);
      else super(...(given as [number]));
    }
    static override now(): number {
      return RealDate.now() + ahead;
    }
  } as DateConstructor;
}

const { claimCodes } = await import("#app/claims/claim-codes.server.ts");
const { releaseCodes } = await import("#app/claims/release-codes.server.ts");

async function answer(call: Call): Promise<unknown> {
  switch (call.verb) {
    case "claim":
      return await claimCodes(call.request);
    case "release":
      return await releaseCodes(call.request);
    default:
      throw new Error(`An unknown call: ${call satisfies never}`);
  }
}

process.on("message", ({ id, call }: { id: number; call: Call }) => {
  answer(call).then(
    (result) => tell({ id, result }),
    (error: unknown) => tell({ id, error: String(error) }),
  );
});
process.once("disconnect", () => process.exit(0));

function tell(reply: Reply | "ready"): void {
  process.send?.(reply);
}

tell("ready");
