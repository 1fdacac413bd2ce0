import type { FileChooser, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { AdminPage } from "./admin-page.ts";
import { demoInBrowser } from "./demo-in-browser.ts";

// The main way through the dashboard without a pointer.

let admin: AdminPage;

demoInBrowser("none", (opened) => {
  ({ admin } = opened);
});

const TABS_MAX = 60;

/** Presses Tab until what has the focus carries that name. */
async function tabTo(name: RegExp): Promise<void> {
  const focused = admin.app.locator(":focus");
  for (let press = 0; press < TABS_MAX; press += 1) {
    await admin.page.keyboard.press("Tab");
    const text = await focused.evaluateAll(([element]) => {
      const input = element as HTMLInputElement | undefined;
      const labels = [...(input?.labels ?? [])].map((label) => label.textContent);
      return [element?.getAttribute("aria-label"), ...labels, element?.textContent].join(" ");
    });
    if (name.test(text)) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

test("a pool is created and a file uploaded by keyboard alone", async () => {
  const { page, app } = admin;
  await admin.open("/app");
  await app.locator("h1").first().click();
  await tabTo(/^\s*Create pool/);
  await page.keyboard.press("Enter");
  await app.getByRole("heading", { name: "Create pool" }).waitFor();
  await tabTo(/Name/);
  await page.keyboard.type("Typed by hand");
  await tabTo(/One code for good|A fresh code for each message/);
  await page.keyboard.press("ArrowDown");
  expect(await app.getByLabel("One code per campaign").isChecked()).toBe(true);
  await tabTo(/Count the pool as low/);
  // Enter in a field saves the form.
  await page.keyboard.press("Enter");
  await app.getByRole("heading", { name: "Typed by hand" }).waitFor();

  await tabTo(/Upload codes/);
  await page.keyboard.press("Enter");
  await app.getByText("Drop your file here").waitFor();
  await tabTo(/File with coupon codes|Drop your file here/);
  const chooser = await openChooser(page);
  await chooser.setFiles({
    name: "typed.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("code\nTYPED-1\nTYPED-2\nTYPED-3\n"),
  });
  await app.getByRole("heading", { name: "First rows" }).waitFor();
  await tabTo(/Add codes/);
  await page.keyboard.press("Enter");
  await app.getByText("3 codes added").waitFor({ timeout: 30_000 });
  // The focus has followed what happened.
  expect(await app.locator(":focus").textContent()).toContain("3 codes added");
});

test("what takes its own button away leaves the focus at its card, not at the top of the page", async () => {
  const { page, app } = admin;
  await admin.open("/app/alerts");
  await app.locator("h1").first().click();
  const focused = () => app.locator(":focus").textContent();
  await tabTo(/Add endpoint/);
  await page.keyboard.press("Enter");
  await tabTo(/Cancel/);
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Event endpoints");

  await admin.open("/app/settings");
  await app.locator("h1").first().click();
  await tabTo(/Create API client/);
  await page.keyboard.press("Enter");
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await app.getByRole("button", { name: "I have stored it" }).waitFor();
  await tabTo(/^\s*I have stored it/);
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("API clients");
});

/** Presses Enter until the file chooser opens: a busy browser may not have taken in the focus yet. */
async function openChooser(page: Page): Promise<FileChooser> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const opened = page.waitForEvent("filechooser", { timeout: 4_000 }).catch(() => null);
    await page.keyboard.press("Enter");
    const chooser = await opened;
    if (chooser) return chooser;
  }
  throw new Error("The file chooser does not open by Enter.");
}
