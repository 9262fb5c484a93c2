/**
 * Takes the pictures in docs/screenshots from a running demo, with the two addresses and the password that it prints:
 * node test/e2e/take-screenshots.ts <researcher address> <password> <annotator address>
 */
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { openBrowser } from "./browser.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/screenshots");
const QUALITY = 82;
const SHOWN = "Make the crab blue.";
const LOOKS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1_440, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1_440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
const SECTIONS = { overview: "", items: "/items", comparisons: "/comparisons", adjudication: "/adjudication", imports: "/imports", people: "/people", quality: "/quality", scorers: "/scorers", report: "/report", leaderboard: "/leaderboard", "best-of-n": "/best-of-n", teach: "/scorers/teach", settings: "/settings/questions" };

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await sharp(await page.screenshot()).webp({ quality: QUALITY }).toFile(path.join(FOLDER, `${name}.webp`));
  process.stdout.write(`${name}\n`);
}

async function takeManaging(browser: Browser, signIn: string, password: string): Promise<void> {
  const { origin } = new URL(signIn);
  const first = await browser.newContext(LOOKS.desktop);
  const page = await first.newPage();
  await page.goto(signIn);
  await take(page, "signin-desktop");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.includes("signin"));
  await page.goto(`${origin}/projects/demo/items?text=${encodeURIComponent(SHOWN)}`);
  const item = (await page.locator("a[href*='/items/']").first().getAttribute("href")) ?? "";
  await page.goto(`${origin}/projects/demo/report`);
  const comparison = (await page.locator("a[href*='/comparisons/']").first().getAttribute("href")) ?? "";
  await page.goto(`${origin}/projects/demo/scorers`);
  const scorer = (await page.getByRole("link", { name: "starter", exact: true }).first().getAttribute("href")) ?? "";
  const storageState = await first.storageState();
  await first.close();
  const addresses = { ...Object.fromEntries(Object.entries(SECTIONS).map(([name, section]) => [name, `/projects/demo${section}`])), item, comparison, scorer };
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext({ ...options, storageState });
    const shown = await context.newPage();
    for (const [name, address] of Object.entries(addresses)) {
      await shown.goto(origin + address);
      await shown.getByRole("heading", { level: 1 }).first().waitFor();
      await take(shown, `${name}-${look}`);
    }
    await context.close();
  }
}

async function takeJudging(browser: Browser, join: string): Promise<void> {
  const first = await browser.newContext(LOOKS.desktop);
  const page = await first.newPage();
  await page.goto(join);
  await take(page, "join-desktop");
  await page.getByRole("button", { name: "Start judging" }).click();
  await page.waitForURL("**/judge/**");
  const storageState = await first.storageState();
  await first.close();
  for (const [look, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext({ ...options, storageState });
    const shown = await context.newPage();
    await shown.goto(`${new URL(join).origin}/judge/demo`);
    await shown.waitForFunction(() => [...document.querySelectorAll<HTMLButtonElement>("[role=radio]")].some((button) => !button.disabled));
    if (look !== "phone") for (const key of ["1", "2"]) await shown.keyboard.press(key);
    await shown.waitForTimeout(400);
    await take(shown, `judge-${look}`);
    await context.close();
  }
}

const [signIn, password, join] = process.argv.slice(2);
if (!signIn || !password || !join) throw new Error("Give the researcher's address, the password and the annotator's address, as the demo prints them.");
const browser = await openBrowser();
await takeJudging(browser, join);
await takeManaging(browser, signIn, password);
await browser.close();
