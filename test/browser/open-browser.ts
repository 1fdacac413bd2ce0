import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium as launcher } from "playwright-core";

/** Shopify's library refuses a browser that says it is headless (410). */
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Browsers that may be installed, for machines that the packaged one is not made for. */
const INSTALLED = [
  process.env.CHROME_PATH,
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
];

/** A Chromium: the one from npm on Linux x64, elsewhere an installed one. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform === "linux" && process.arch === "x64") {
    return await launcher.launch({
      executablePath: await chromium.executablePath(),
      // In one process, as the package proposes for small machines, closing a page would close the browser.
      args: [...chromium.args.filter((argument) => argument !== "--single-process"), "--no-sandbox"],
      headless: true,
    });
  }
  const executablePath = INSTALLED.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error(
      "The browser tests need Google Chrome on this machine: install it, or set CHROME_PATH to a Chromium.",
    );
  }
  return await launcher.launch({ executablePath, headless: true });
}

/** What every page is opened with. */
export function contextOptions(width: number): BrowserContextOptions {
  return {
    userAgent: USER_AGENT,
    viewport: { width, height: width < 500 ? 812 : 900 },
    locale: "en-US",
    timezoneId: "America/New_York",
    reducedMotion: "reduce",
  };
}
