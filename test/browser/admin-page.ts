import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContext, Frame, FrameLocator, Page } from "playwright-core";
import { expect } from "vitest";
import { contextOptions } from "./open-browser.ts";

const SCREENSHOTS = resolve("var/screenshots");
/** How long anything may take to appear. */
const WAIT_MILLISECONDS = 15_000;
/** What axe calls the graver half of its findings. */
const GRAVE = ["serious", "critical"];

interface AxeRun {
  violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
}

/** The sandbox's admin in a browser, with the app in its frame. */
export interface AdminPage {
  page: Page;
  /** What the merchant sees of the app. */
  app: FrameLocator;
  /** Opens a page of the app from the admin's own address and waits until it can be used. */
  open(path: string): Promise<void>;
  /** The path of the app inside the frame. */
  path(): string;
  /** Waits for a message of the admin. */
  toast(text: string | RegExp): Promise<void>;
  /** Presses the save bar's button. */
  saveBar(button: "Save" | "Discard"): Promise<void>;
  /** Saves a picture of the whole page, and checks it for accessibility and for a sideways scroll. */
  look(name: string): Promise<void>;
  /** The same on a desk and, with the window made narrow, on a phone. */
  lookTwice(name: string): Promise<void>;
  /** Complaints of the console since the start. */
  complaints: string[];
  close(): Promise<void>;
}

export async function openAdmin(
  browser: Browser,
  adminUrl: string,
  width: 1280 | 375 = 1280,
): Promise<AdminPage> {
  const context: BrowserContext = await browser.newContext(contextOptions(width));
  context.setDefaultTimeout(WAIT_MILLISECONDS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(`${error.name}: ${error.message}`));
  const app = page.frameLocator("iframe#app");
  const frame = (): Frame => {
    const found = page.frames().find((one) => one.parentFrame() === page.mainFrame());
    if (!found) throw new Error("The admin has no frame.");
    return found;
  };
  const ready = async () => {
    await app.locator("h1").first().waitFor({ timeout: 30_000 });
    // Rendered by the server at first; usable once React has taken over.
    await expect.poll(() => frame().evaluate(isTakenOver), { timeout: 30_000 }).toBe(true);
  };
  const look = async (name: string, at: number) => {
    await ready();
    await settle(frame());
    const sideways = await frame().evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, `${name} scrolls sideways at ${at} px`).toBe(0);
    await photograph(page, frame(), `${name}-${at}.png`);
    expect(await graveFindings(frame()), `axe on ${name} at ${at} px`).toEqual([]);
  };
  return {
    page,
    app,
    complaints,
    async open(path) {
      await page.goto(`${adminUrl}/apps/coupon-pools${path}`);
      await ready();
    },
    path: () => new URL(frame().url()).pathname,
    async toast(text) {
      await page.locator("#messages").getByText(text).first().waitFor();
    },
    async saveBar(button) {
      await page.locator("#save-bar").getByRole("button", { name: button }).click();
    },
    look: (name) => look(name, width),
    async lookTwice(name) {
      await look(name, width);
      const usual = page.viewportSize();
      await page.setViewportSize({ width: 375, height: 812 });
      await look(name, 375);
      if (usual) await page.setViewportSize(usual);
    },
    close: () => context.close(),
  };
}

/** React marks what it has taken over. */
function isTakenOver(): boolean {
  const heading = document.querySelector("h1");
  return heading !== null && Object.keys(heading).some((key) => key.startsWith("__reactProps"));
}

/** Lets fonts, pictures and running transitions come to rest. */
async function settle(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    await document.fonts.ready;
    const moving = document.getAnimations().filter(({ effect }) => {
      return effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY;
    });
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });
}

/** The frame scrolls inside the page, so the window is made as high as the whole of it. */
async function photograph(page: Page, frame: Frame, file: string): Promise<void> {
  const usual = page.viewportSize();
  if (!usual) throw new Error("The page has no size.");
  const hidden = await frame.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  );
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.setViewportSize({ ...usual, height: usual.height + hidden });
  await settle(frame);
  // Messages come and go; a picture is of the page.
  const style = "#messages { visibility: hidden }";
  await page.screenshot({ path: join(SCREENSHOTS, file), style });
  await page.setViewportSize(usual);
}

async function graveFindings(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.addScriptTag({ content: axe.source });
  const { violations } = await frame.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(root: Document): Promise<AxeRun> } };
    return await axe.run(document);
  });
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}
