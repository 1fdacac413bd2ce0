import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Demo } from "#sandbox/demo/start-demo.ts";
import { type AdminPage, openAdmin } from "./admin-page.ts";
import { openBrowser } from "./open-browser.ts";
import { startTestDemo } from "./start-test-demo.ts";

interface Opened {
  demo: Demo;
  browser: Browser;
  admin: AdminPage;
}

/**
 * For the tests of one file: a demo and its admin in a browser, opened before the first of them and closed after the
 * last. After each one the browser's console must have had nothing to complain of.
 */
export function demoInBrowser(
  pools: "seeded" | "none",
  onOpened: (opened: Opened) => void | Promise<void>,
): void {
  let stopDemo: (() => Promise<void>) | undefined;
  let browser: Browser | undefined;
  let admin: AdminPage | undefined;
  beforeAll(async () => {
    const { demo, stop } = await startTestDemo(pools);
    stopDemo = stop;
    browser = await openBrowser();
    admin = await openAdmin(browser, demo.adminUrl);
    await onOpened({ demo, browser, admin });
  });
  afterAll(async () => {
    await browser?.close();
    await stopDemo?.();
  });
  afterEach(() => {
    expect(admin?.complaints.splice(0), "the console complained").toEqual([]);
  });
}
