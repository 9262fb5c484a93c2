import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { openBrowser } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

const PASSWORD = "correct horse battery";

let stack: Stack;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  stack = await startStack({ worker: false });
  await createUser(stack.database.db, { email: "researcher@example.org", password: PASSWORD });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  await page.goto(`${stack.address}/signin?email=researcher@example.org`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.includes("signin"));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** 401 for a token that opens nothing; 400 where it opens the API, which then misses a body. */
const statusWith = async (token: string) => (await fetch(`${stack.address}/api/v1/reward`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: "{}" })).status;

async function makeToken(name: string, days = ""): Promise<string> {
  await page.getByLabel("For").fill(name);
  await page.getByLabel("Days").fill(days);
  await page.getByRole("button", { name: "Make token" }).click();
  await page.getByRole("cell", { name, exact: true }).waitFor();
  return page.locator("[data-token]").innerText();
}

test("a token is made, shown once, opens the API, and after it was revoked does not", async () => {
  await page.getByRole("link", { name: "API tokens" }).click();
  await page.getByText("No tokens yet").waitFor();
  const token = await makeToken("trainer on the cluster", "90");
  expect(token).toMatch(/^jxt_[\w-]{43}$/);
  expect(await statusWith(token)).toBe(400);
  expect(await statusWith(`${token}x`)).toBe(401);
  await makeToken("notebook");
  if (process.env.JUXTA_SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/tokens-desktop.png` });
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/tokens-dark.png` });
    await page.getByRole("button", { name: "Switch between light and dark" }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/tokens-phone.png` });
    await page.setViewportSize({ width: 1_280, height: 800 });
  }

  await page.reload();
  expect(await page.content()).not.toContain(token);
  const row = page.getByRole("row").filter({ hasText: "trainer on the cluster" });
  expect(await row.getByText(token.slice(0, 8)).count()).toBe(1);
  await row.getByRole("button", { name: "Revoke trainer on the cluster" }).click();
  await row.getByRole("button", { name: "Revoke for good" }).click();
  await row.getByText("revoked").waitFor();
  expect(await statusWith(token)).toBe(401);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test("what is wrong with a token is said at its field", async () => {
  await page.getByLabel("For").fill("too long");
  await page.getByLabel("Days").fill("4000");
  await page.locator("form").filter({ has: page.getByLabel("Days") }).evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByRole("button", { name: "Make token" }).click();
  await page.getByText("1 to 3650 days, or none.").waitFor();
});
