import { afterEach, beforeEach, expect, vi } from "vitest";

// A complaint that nobody asked for fails the test. A test that expects one replaces console.error itself.
let complaint: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  complaint = vi.spyOn(console, "error");
});

afterEach(() => {
  const calls = complaint.mock.calls;
  complaint.mockRestore();
  expect(calls, "console.error was called").toEqual([]);
});
