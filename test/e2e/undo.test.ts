import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";

let stack: JudgingStack;
let page: Page;

beforeAll(async () => {
  stack = await startJudgingStack({ items: 4, project: { overlap: 1 } });
  await stack.database.db.project.update({ where: { id: stack.project.id }, data: { judgmentsPerPerson: 4 } });
  ({ page } = await stack.join());
});
afterAll(() => stack?.stop());

const checked = () => page.getByRole("radio", { checked: true }).allInnerTexts().then((texts) => texts.map((text) => text.replaceAll(/\s+/g, " ")));
const countStored = () => stack.database.db.judgment.count();
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test("Backspace brings the last answer back as it was given; sending it changes it, and the page returns", async () => {
  const first = await waitForUnit(page);
  await press("1", "Shift+Digit3", "2", "4", "Enter");
  const second = await waitForUnit(page, first);
  await press("1", "2");
  // Two answers of this one are taken back first; then the earlier one comes.
  await press("Backspace", "Backspace", "Backspace");
  expect(await waitForUnit(page, second)).toBe(first);
  expect(await checked()).toEqual(["1 A", "3 B clearly", "2 equal", "4 both bad"]);
  await press("3", "Enter");
  expect(await waitForUnit(page, first)).toBe(second);
  expect(await checked()).toEqual([]);
  await poll("the change is stored", async () => (await stack.database.db.judgmentRevision.count()) === 1);
  const [judgment] = await stack.database.db.judgment.findMany({ include: { verdicts: { include: { comparison: true } } } });
  const instruction = judgment!.verdicts.find(({ dimension }) => dimension === "prompt_following")!;
  expect(instruction.value).toBe(judgment!.shown[1] === instruction.comparison.candidateAId ? "A" : "B");
  expect(judgment!.verdicts.map(({ strength }) => strength).filter(Boolean)).toEqual([2]);
});

test("an answer that was opened can be kept as it was", async () => {
  const current = await waitForUnit(page);
  await page.keyboard.press("Backspace");
  await waitForUnit(page, current);
  await press("2", "Escape");
  await expect.poll(() => page.locator("[data-unit]").getAttribute("data-unit")).toBe(current);
  expect(await stack.database.db.judgmentRevision.count()).toBe(1);
});

test("the list of own answers says them in words, and opens one to change it; the started answer waits", async () => {
  const current = await waitForUnit(page);
  await press("1", "h");
  const rows = page.getByRole("list", { name: "Answers" }).getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(1);
  expect(await rows.first().innerText()).toContain("Instruction followed: B · Rest kept: B, clearly");
  await rows.first().getByRole("button", { name: "Change" }).click();
  await waitForUnit(page, current);
  expect(await checked()).toEqual(["3 B", "3 B clearly", "2 equal", "4 both bad"]);
  await press("1", "Enter");
  await poll("the second change is stored", async () => (await stack.database.db.judgmentRevision.count()) === 2);
  await expect.poll(() => page.locator("[data-unit]").getAttribute("data-unit")).toBe(current);
  expect(await checked()).toEqual(["1 A"]);
});

test("after a reload the last answer comes from the server", async () => {
  const before = await waitForUnit(page);
  await press("2", "2", "2", "Enter");
  await poll("it is stored", async () => (await countStored()) === 2);
  await page.reload();
  const current = await waitForUnit(page);
  expect(current).not.toBe(before);
  await page.keyboard.press("Backspace");
  await waitForUnit(page, current);
  expect(await checked()).toEqual(["1 A", "2 equal", "2 equal", "2 equal"]);
  await page.keyboard.press("Escape");
});

test("once the window is over the page says that nothing can be changed", async () => {
  const { db } = stack.database;
  await db.project.update({ where: { id: stack.project.id }, data: { changeWindowSeconds: 0 } });
  await page.reload();
  const current = await waitForUnit(page);
  await page.keyboard.press("Backspace");
  await page.getByText("There is no earlier answer that can still be changed.").waitFor();
  expect(await page.locator("[data-unit]").getAttribute("data-unit")).toBe(current);
  await page.keyboard.press("h");
  await expect.poll(() => page.getByRole("listitem").count()).toBe(2);
  expect(await page.getByRole("button", { name: "Change", exact: true }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("sending is measured to the next picture and to the store, and the end says why it ended", async () => {
  await page.reload();
  let unit = "";
  for (let sent = 2; sent < 4; sent += 1) {
    unit = await waitForUnit(page, unit);
    await press("1", "1", "1", "1", "Enter");
    await poll("it is stored", async () => (await countStored()) === sent + 1);
  }
  const measured = () => page.evaluate(() => performance.getEntriesByType("measure").map(({ name }) => name).sort());
  await expect.poll(measured).toEqual(["juxta-send-to-shown", "juxta-send-to-stored", "juxta-send-to-stored"]);
  await expect.poll(() => page.getByRole("heading", { level: 2 }).allInnerTexts(), { timeout: 30_000 }).toContain("Thank you. You have done your part.");
});
