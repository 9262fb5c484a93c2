import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { makePickedProject, type PickedProject } from "../best-of-n/picked-project.ts";
import { openBrowser } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

const ACCOUNT = { email: "owner@juxta.test", password: "a long password" };
let stack: Stack;
let browser: Browser;
let page: Page;
let picked: PickedProject;
let base: string;

beforeAll(async () => {
  stack = await startStack({ worker: false });
  picked = await makePickedProject();
  await createUser(stack.database.db, ACCOUNT);
  await addOwner("operator", picked.project.id, ACCOUNT.email);
  base = `${stack.address}/projects/${picked.project.slug}`;
  browser = await openBrowser();
  page = await (await browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  await page.goto(`${stack.address}/signin`);
  await page.getByLabel("E-mail").fill(ACCOUNT.email);
  await page.getByLabel("Password").fill(ACCOUNT.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((address) => !address.pathname.includes("signin"));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const cards = () => page.locator("#picks li");

test("the page says what the picks are worth, and draws it with the lines of chance and of the best", async () => {
  await page.goto(base);
  await page.getByRole("link", { name: "Best of N" }).click();
  await page.getByText(/Of 3 candidates, picker-\S+ picks one that is worth 50\.0/).waitFor();
  const chart = page.getByRole("group", { name: /^Win share of the pick/ });
  expect(await chart.locator("a").count()).toBe(3);
  expect(await chart.locator("path").count()).toBeGreaterThanOrEqual(6);
  const rows = page.getByRole("region", { name: "Worth of the pick by N" }).locator("tbody tr");
  expect(await rows.nth(2).locator("td").allTextContents()).toEqual(expect.arrayContaining(["3", expect.stringMatching(/^50\.0/), expect.stringMatching(/^83\.3/)]));
  expect(await cards().count()).toBe(5);
});

test("a point of the curve opens its items, the greatest loss first, and so does the table; the keyboard reaches both", async () => {
  await page.goto(`${base}/best-of-n`);
  const point = page.getByRole("link", { name: /^N = 3: picker-\S+ 50\.0/ });
  await point.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL("**at=3**");
  await page.getByRole("heading", { name: "Picks, items behind N = 3" }).waitFor();
  expect(await cards().count()).toBe(3);
  expect(await cards().first().textContent()).toMatch(/people prefer another.*People rate a highest \(100.*N = 3: scorer 0.*by chance 50.*best 100/s);
  await cards().first().getByRole("link").click();
  await page.waitForURL("**/comparisons/**");
  await page.goto(`${base}/best-of-n?at=3`);
  await page.getByRole("link", { name: "Show all items" }).click();
  await page.waitForURL((address) => !address.search.includes("at="));
  await page.getByRole("heading", { name: "Picks 5" }).waitFor();
});

test("picks are filtered by what people say and by equal scores, and nothing matching is said", async () => {
  await page.goto(`${base}/best-of-n`);
  await page.locator("select[name=outcome]").selectOption("unscored");
  await page.waitForURL("**outcome=unscored**");
  await page.getByRole("heading", { name: "Picks 1" }).waitFor();
  expect(await cards().first().textContent()).toMatch(/no score/);
  await page.locator("select[name=tied]").selectOption("yes");
  await page.getByText("No picks match").waitFor();
  await page.locator("select[name=outcome]").selectOption("");
  await page.getByRole("heading", { name: "Picks 1" }).waitFor();
  expect(await cards().first().textContent()).toMatch(/equal scores/);
});

test("without answers there is no curve, and the picks stay; the curve narrows to a phone", async () => {
  await page.goto(`${base}/best-of-n?people=simulated`);
  await page.getByText("No curve yet").waitFor();
  expect(await cards().count()).toBe(5);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base}/best-of-n`);
  await page.getByRole("group", { name: /^Win share of the pick/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
