import { expect, test } from "vitest";
import { doAll } from "#app/jobs/handlers/do-all.server.ts";

test("what fails keeps nothing after it from being done, and is told in the end", async () => {
  const done: string[] = [];
  const fails = async () => await Promise.reject(new Error("The first that failed"));
  const works = [
    fails,
    async () => await Promise.resolve(done.push("second")),
    async () => await Promise.reject(new Error("Another one")),
    async () => await Promise.resolve(done.push("last")),
  ];
  await expect(doAll(works)).rejects.toThrow("The first that failed");
  expect(done).toEqual(["second", "last"]);
});
