import type { Page } from "playwright-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { makePlantedProject, type PlantedProject } from "../annotator/planted-work.ts";
import { openBrowser } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

const ACCOUNT = { email: "owner@juxta.test", password: "a long password" };
let stack: Stack;
let browser: Browser;
let page: Page;
let planted: PlantedProject;

beforeAll(async () => {
  stack = await startStack({ worker: false });
  planted = await makePlantedProject("planted");
  await createUser(stack.database.db, ACCOUNT);
  await addOwner("operator", planted.project.id, ACCOUNT.email);
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

test("the careless person comes first by flags, and their page shows the planted evidence", async () => {
  await page.goto(`${stack.address}/projects/planted/people`);
  await page.getByRole("link", { name: "Flags" }).click();
  await page.waitForURL("**sort=flags");
  const first = page.getByRole("region", { name: "People" }).locator("tbody tr").first();
  await first.getByText("! gold").waitFor();
  await first.getByRole("link", { name: planted.careless.pseudonym }).click();
  await page.getByRole("heading", { level: 1, name: planted.careless.pseudonym }).waitFor();
  const rowsOf = (name: string) => page.getByRole("region", { name, exact: true }).locator("tbody tr");
  expect(await rowsOf("Gold answers").count()).toBe(16);
  expect(await rowsOf("Gold answers").first().textContent()).toContain("✗ B, known A");
  expect(await rowsOf("Repeats").count()).toBe(12);
  expect(await rowsOf("Fastest answers").first().textContent()).toContain("500");
  await rowsOf("Gold answers").first().getByRole("link").click();
  await page.waitForURL("**/comparisons/**");
});

test("excluding says beforehand what leaves the figures", async () => {
  await page.goto(`${stack.address}/projects/planted/people/${planted.careless.userId}`);
  await page.getByRole("button", { name: `Exclude ${planted.careless.pseudonym}` }).click();
  await page.getByText("40 judgments leave the consensus; 0 comparisons get another answer, 0 of them become undecided.").waitFor();
  await page.getByLabel("Reason").fill("planted carelessness");
  await page.getByRole("dialog").getByRole("button", { name: `Exclude ${planted.careless.pseudonym}` }).click();
  await page.getByRole("button", { name: `Reactivate ${planted.careless.pseudonym}` }).waitFor();
});
