import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";

const OFFLINE_MS = 30_000;

let stack: JudgingStack;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  stack = await startJudgingStack({ items: 8, project: { overlap: 1 } });
  ({ context, page } = await stack.join());
});
afterAll(() => stack?.stop());

const countStored = () => stack.database.db.judgment.count();
/** Answers the unit on screen and waits for the next one, or for there to be none in the browser. */
async function answerOne(unit: string): Promise<void> {
  for (const key of ["1", "2", "3", "1", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => page.locator("[data-unit]").getAttribute("data-unit", { timeout: 500 }).catch(() => null)).not.toBe(unit);
}

test("answers given while the server is gone survive a reload and are stored once, in order", async () => {
  const first = await waitForUnit(page);
  await answerOne(first);
  await poll("the first is stored", async () => (await countStored()) === 1);
  // As many as are ready in the browser, then a change of the last one.
  let unit = await waitForUnit(page);
  await stack.killWeb();
  await answerOne(unit);
  unit = await waitForUnit(page, unit);
  await answerOne(unit);
  await page.keyboard.press("Backspace");
  await expect.poll(() => page.getByRole("button", { name: /Send change/ }).isVisible()).toBe(true);
  await waitForUnit(page);
  for (const key of ["3", "Enter"]) await page.keyboard.press(key);
  await page.getByText("Offline: 3 waiting in this browser").waitFor();
  const waiting = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("juxta-outbox")).length);
  expect(waiting).toBe(3);
  expect(await countStored()).toBe(1);
  // A reload while the server is gone shows the browser's own error; the storage stays.
  await page.reload().catch(() => undefined);
  await stack.startWeb();
  await page.goto(`${stack.address}/judge/${stack.project.slug}`);
  await poll("all are stored", async () => (await countStored()) === 3);
  await poll("the change is stored", async () => (await stack.database.db.judgmentRevision.count()) === 1);
  await page.getByText("All saved").waitFor();
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /^juxta-(outbox|refused)/.test(key)))).toEqual([]);
});

test("five answers over a broken network, a reload in between, are stored once", async () => {
  const before = await countStored();
  for (let sent = 0; sent < 5; sent += 1) {
    const unit = await waitForUnit(page);
    await context.setOffline(true);
    await answerOne(unit);
    await page.getByText("Offline: 1 waiting in this browser").waitFor();
    await context.setOffline(false);
    if (sent % 2 === 0) await page.reload();
    await poll("it is stored", async () => (await countStored()) === before + sent + 1);
  }
  const judgments = await stack.database.db.judgment.findMany();
  expect(new Set(judgments.map(({ unitId }) => unitId)).size).toBe(judgments.length);
});

test("offline for half a minute in the middle of judging: the five answers given meanwhile are stored once, in order", async () => {
  const before = await countStored();
  // What comes next is ready in the browser: the page has asked for it since the last answer was stored.
  let unit = await waitForUnit(page);
  await answerOne(unit);
  await poll("it is stored", async () => (await countStored()) === before + 1);
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const back = Date.now() + OFFLINE_MS;
  const answered: string[] = [];
  for (let given = 1; given <= 5; given += 1) {
    unit = await waitForUnit(page, unit);
    answered.push(unit);
    await answerOne(unit);
    await page.getByText(`Offline: ${given} waiting in this browser`).waitFor();
  }
  await page.waitForTimeout(Math.max(0, back - Date.now()));
  expect(await countStored()).toBe(before + 1);
  await context.setOffline(false);
  await poll("all five are stored", async () => (await countStored()) === before + 6);
  await page.getByText("All saved").waitFor();
  const { db } = stack.database;
  const handed = await db.handedOut.findMany({ where: { leaseId: { in: answered } } });
  const stored = await db.judgment.findMany({ where: { unitId: { in: handed.map(({ unitId }) => unitId) } }, orderBy: { submittedAt: "asc" } });
  expect(stored.map(({ unitId }) => unitId)).toEqual(answered.map((leaseId) => handed.find((row) => row.leaseId === leaseId)?.unitId));
});

test("two tabs of one person send each answer once and lose none", async () => {
  const before = await countStored();
  const other = await context.newPage();
  await other.goto(`${stack.address}/judge/${stack.project.slug}`);
  const unit = await waitForUnit(page);
  await waitForUnit(other);
  await context.setOffline(true);
  await answerOne(unit);
  await page.getByText("Offline: 1 waiting in this browser").waitFor();
  await other.getByText(/1 waiting|Saving 1/).waitFor();
  await context.setOffline(false);
  await poll("it is stored", async () => (await countStored()) === before + 1);
  await page.getByText("All saved").waitFor();
  await other.getByText("All saved").waitFor();
  expect(await countStored()).toBe(before + 1);
  await other.close();
});
