import { expect, test } from "vitest";
import { amdModule } from "./amd-module.ts";

interface Answer {
  received?: number;
  done?: boolean;
  problem?: string;
  isFinal?: boolean;
}
interface Place {
  part: number;
  offset: number;
}
type SendFile = (task: {
  file: Blob;
  partBytes: number;
  sliceBytes: number;
  from: Place;
  send: (part: number, partBytes: number, offset: number, slice: Blob) => Promise<Answer>;
  wait: (seconds: number) => Promise<void>;
  stuck: string;
  onProgress: (bytes: number) => void;
}) => Promise<{ problem: string; from: Place }>;

const sendFile = amdModule<SendFile>("send-file");

const TEXT = "abcdefghijklmnopqrstuvwxy";
const PART_BYTES = 10;

/** A server that gathers slices as the module's does, and a file of 25 bytes: two whole parts and a half. */
function sending(faults: (call: number, parts: Map<number, string>) => Answer | undefined = () => undefined) {
  const parts = new Map<number, string>();
  const done = new Map<number, string>();
  const waited: number[] = [];
  const progress: number[] = [];
  let calls = 0;
  const send = async (part: number, partBytes: number, offset: number, slice: Blob): Promise<Answer> => {
    calls += 1;
    const fault = faults(calls, parts);
    if (fault) return fault;
    const there = parts.get(part) ?? "";
    const now = there.length === offset ? there + (await slice.text()) : there;
    parts.set(part, now);
    if (now.length < partBytes) return { received: now.length, done: false, problem: "" };
    done.set(part, now);
    parts.delete(part);
    return { received: now.length, done: true, problem: "" };
  };
  const run = (from: Place = { part: 1, offset: 0 }) =>
    sendFile({
      file: new Blob([TEXT]),
      partBytes: PART_BYTES,
      sliceBytes: 4,
      from,
      send,
      wait: async (seconds) => void waited.push(seconds),
      stuck: "stuck",
      onProgress: (bytes) => progress.push(bytes),
    });
  const arrived = () => [...done].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
  return { run, arrived, waited, progress };
}

test("a file arrives in parts, the last one as long as it is", async () => {
  const { run, arrived, progress } = sending();
  expect((await run()).problem).toBe("");
  expect(arrived()).toEqual(["abcdefghij", "klmnopqrst", "uvwxy"]);
  expect(progress).toEqual([4, 8, 10, 14, 18, 20, 24, 25]);
});

test("a fault is waited out, longer each time", async () => {
  const { run, arrived, waited } = sending((call) =>
    call >= 2 && call <= 4 ? { problem: "busy" } : undefined,
  );
  expect((await run()).problem).toBe("");
  expect(arrived().join("")).toBe(TEXT);
  expect(waited).toEqual([1, 2, 4]);
});

test("a fault that stays is told, and sending goes on from there when asked", async () => {
  let isDown = true;
  const { run, arrived, waited } = sending((call) => (isDown && call > 4 ? { problem: "down" } : undefined));
  const outcome = await run();
  expect(outcome).toEqual({ problem: "down", from: { part: 2, offset: 4 } });
  expect(waited).toEqual([1, 2, 4, 8, 15, 30]);
  isDown = false;
  expect((await run(outcome.from)).problem).toBe("");
  expect(arrived().join("")).toBe(TEXT);
});

test("a refusal is not tried again", async () => {
  const { run, waited } = sending((call) => (call === 2 ? { problem: "no", isFinal: true } : undefined));
  expect((await run()).problem).toBe("no");
  expect(waited).toEqual([]);
});

test("a part that was lost on the way is sent again from what is there", async () => {
  const { run, arrived } = sending((call, parts) => {
    if (call === 3) parts.clear();
    return undefined;
  });
  expect((await run()).problem).toBe("");
  expect(arrived().join("")).toBe(TEXT);
});

test("a part that never comes together is a fault, not an endless upload", async () => {
  const { run } = sending((_call, parts) => {
    parts.clear();
    return undefined;
  });
  expect((await run()).problem).toBe("stuck");
});
