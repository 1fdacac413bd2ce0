import { expect, test } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { callApi } from "#sandbox/email/call-api.ts";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// What customers may ask, from Shopify's webhook to the merchant's answer.

let demo: Demo;
let admin: AdminPage;

demoInBrowser("seeded", (opened) => {
  ({ demo, admin } = opened);
});

async function claim(key: string, contact: string): Promise<string> {
  const answer = await callApi(demo, "POST", "/api/v1/claims", {
    pool: "birthday",
    campaign: { id: "birthdays", type: "automation" },
    recipients: [{ key, contact }],
  });
  const body = (await answer.json()) as { claims?: { code: string }[]; code?: string };
  return body.claims?.[0]?.code ?? body.code ?? "";
}

/** A customer asks, as Shopify passes it on. */
async function customerAsks(what: "redact" | "data_request", email: string): Promise<void> {
  const form = new URLSearchParams({ what, email });
  await fetch(`${demo.adminUrl}/controls/customer`, { method: "POST", body: form });
}

test("a customer asks what is stored: the dashboard says so, the file is there, and goes when it was answered", async () => {
  const code = await claim("msg-privacy-1", "ada.jansen@customers.example");
  await customerAsks("data_request", "Ada.Jansen@customers.example");
  const { app } = admin;
  await expect
    .poll(
      async () => {
        await admin.open("/app");
        return await app.getByText("A customer asks what is stored of them").count();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1);
  await app.getByRole("link", { name: "Answer" }).click();
  await app.getByText("1 message with a code.").waitFor();
  await admin.lookTwice("privacy-request");
  const [download] = await Promise.all([
    admin.page.waitForEvent("download"),
    app.getByRole("button", { name: "Download the file" }).click(),
  ]);
  const stream = await download.createReadStream();
  let text = "";
  for await (const part of stream) text += String(part);
  expect(text).toContain(`msg-privacy-1,${code},assigned`);
  await app.getByRole("button", { name: "I have answered" }).click();
  await app.getByText("Nothing is to be answered.").waitFor();
  // Its button is gone; whoever pressed it by keyboard is still at the requests.
  await expect.poll(() => app.locator(":focus").textContent()).toBe("Requests of customers");
});

test("a customer who asks to be forgotten is, without a hand of the merchant", async () => {
  await claim("msg-privacy-2", "bram.visser@customers.example");
  await customerAsks("redact", "bram.visser@customers.example");
  await admin.open("/app/privacy");
  await admin.app.getByText(/asked by Shopify/).waitFor();
  expect(await claim("msg-privacy-2", "bram.visser@customers.example")).toBe("key_erased");
});

test("the merchant forgets a contact by hand, once asked again", async () => {
  await claim("msg-privacy-3", "platform-number-77");
  await admin.open("/app/privacy");
  const { app } = admin;
  await app.getByLabel("Contact", { exact: true }).fill("platform-number-77");
  await app.getByRole("button", { name: "Forget this contact" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Forget", exact: true }).click();
  await admin.toast("Contact forgotten, in 1 message");
  await app.getByText(/asked here/).waitFor();
  expect(await claim("msg-privacy-3", "platform-number-77")).toBe("key_erased");
});

test("where the email platform has numbers of its own, the page says that Shopify's requests find nobody", async () => {
  await admin.open("/app/privacy");
  const { app } = admin;
  await app.getByLabel("The email platform's own number").click({ force: true });
  await app.getByText("Shopify's requests cannot find these people").waitFor();
  await admin.lookTwice("privacy-own-number");
  await admin.open("/app/history");
  await app.getByText("How the email platform names people was set: own").waitFor();
});

test("how long contacts are kept is chosen", async () => {
  await admin.open("/app/privacy");
  await admin.app.getByLabel("Forget whom a code was for").selectOption("13");
  await admin.toast("Saved");
  await admin.open("/app/history");
  await admin.app.getByText("Contacts are forgotten after: 13 months").waitFor();
});

test("an email platform that puts addresses into keys is told of on the dashboard", async () => {
  await claim("ada.jansen@customers.example", "platform-number-78");
  await admin.open("/app");
  await admin.app
    .getByText(/^Sandbox email platform puts what look like .+ into the keys of messages/)
    .waitFor();
  await admin.lookTwice("dashboard-personal-keys");
  await admin.app.getByRole("link", { name: "What to change" }).click();
  await admin.app.getByText("Sandbox email platform sends them in the keys of messages.").waitFor();
});
