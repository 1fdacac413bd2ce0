import { expect, test } from "vitest";
import { patientFetch } from "#app/ui/patient-fetch.ts";
import { unansweredChanges } from "#app/ui/unanswered-changes.ts";

const PAGE = "https://app.example/app?_data=routes%2Fapp._index";
const OWN = { "x-remix-response": "yes" };
const CHANGE = { method: "POST", body: "{}" };

/** Gives these answers one after the other, and the last of them from then on; null: the network is away. */
function answering(...answers: (Response | null)[]) {
  let asked = 0;
  const paused: number[] = [];
  const changes = unansweredChanges();
  const patient = patientFetch({
    async send() {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (!answer) throw new TypeError("Failed to fetch");
      return answer;
    },
    async pause(milliseconds) {
      paused.push(milliseconds);
    },
    askAgain: changes.askAgain,
  });
  return { patient, changes, paused, asked: () => asked };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("what cannot be loaded for a moment is asked for again, longer and longer", async () => {
  const restarted = answering(null, new Response("bad gateway", { status: 502 }), new Response("{}"));
  expect((await restarted.patient(PAGE)).status).toBe(200);
  expect(restarted.paused).toEqual([500, 1_000]);
});

test("what cannot be loaded at all fails in the end", async () => {
  const { patient, asked } = answering(null);
  await expect(patient(PAGE)).rejects.toThrow("Failed to fetch");
  expect(asked()).toBe(6);
});

test("an error that the app itself answers to a load is passed on at once", async () => {
  const own = answering(new Response("{}", { status: 500, headers: { "x-remix-error": "yes" } }));
  expect((await own.patient(PAGE)).status).toBe(500);
  expect(own.paused).toEqual([]);
});

test("a change that is not answered waits until it is sent again, as often as it takes", async () => {
  const { patient, changes, asked } = answering(
    null,
    new Response("{}", { status: 500, headers: OWN }),
    new Response("{}", { headers: OWN }),
  );
  const answer = patient(PAGE, CHANGE);
  await settled();
  expect([asked(), changes.areThere()]).toEqual([1, true]);
  changes.sendAgain();
  await settled();
  expect([asked(), changes.areThere()]).toEqual([2, true]);
  changes.sendAgain();
  expect((await answer).status).toBe(200);
  expect(changes.areThere()).toBe(false);
});

test("a change that is refused is answered", async () => {
  const { patient, changes } = answering(new Response("{}", { status: 404 }));
  expect((await patient(PAGE, CHANGE)).status).toBe(404);
  expect(changes.areThere()).toBe(false);
});

test("a change that another took the place of waits no longer", async () => {
  const { patient, changes } = answering(null);
  const replaced = new AbortController();
  const answer = patient(PAGE, { ...CHANGE, signal: replaced.signal });
  await settled();
  replaced.abort();
  await expect(answer).rejects.toThrow(/abort/i);
  expect(changes.areThere()).toBe(false);
});

test("requests that are not the router's go as they are", async () => {
  const { patient, asked } = answering(null);
  for (const address of ["/readyz", "https://app.example/app/claims/export"]) {
    await expect(patient(address, CHANGE)).rejects.toThrow("Failed to fetch");
  }
  expect(asked()).toBe(2);
});
