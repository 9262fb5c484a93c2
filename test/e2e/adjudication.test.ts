import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { type JudgingStack, poll, startJudgingStack } from "./judging-stack.ts";

const NOTE = "the shadow gives it away";
const DIMENSIONS = ["consistency", "overall"] as const;

let stack: JudgingStack;
let comparisonIds: string[];
const received: Promise<string>[] = [];

/** Someone who joined by a link and was made a reviewer; every text that the page receives is kept. */
async function joinAsReviewer(): Promise<Page> {
  const { page } = await stack.join();
  await stack.database.db.member.updateMany({ where: { projectId: stack.project.id, role: "ANNOTATOR", user: { judgments: { none: {} } } }, data: { role: "REVIEWER" } });
  return page;
}

beforeAll(async () => {
  stack = await startJudgingStack({ items: 2, candidatesPerItem: 2, project: { dimensions: [...DIMENSIONS], overlap: 2 } });
  comparisonIds = (await stack.database.db.comparison.findMany({ orderBy: { id: "asc" } })).map((row) => row.id);
  const [one, two] = [await makeMember(stack.project.id), await makeMember(stack.project.id)];
  for (const id of comparisonIds) {
    await makeJudgment(id, one, { consistency: "A", overall: "A" });
    await makeJudgment(id, two, { consistency: "A", overall: "B" });
  }
  await stack.database.db.judgment.updateMany({ data: { note: NOTE } });
});
afterAll(() => stack?.stop());

const answers = (page: Page) => page.getByRole("region", { name: "Answers" });
const armed = (page: Page) => poll("the pictures are decoded", () => page.getByRole("radio", { name: /both bad/ }).first().isEnabled({ timeout: 1_000 }).catch(() => false));

test("two reviewers judge blind, see what was said, and decide different comparisons by keyboard", async () => {
  const first = await joinAsReviewer();
  first.on("response", (response) => void received.push(response.text().catch(() => "")));
  await first.goto(`${stack.address}/projects/judged/adjudication`);
  await first.getByText("2 waiting").waitFor();
  await first.getByRole("link", { name: "Decide the hardest one" }).click();
  await armed(first);
  const second = await joinAsReviewer();
  await second.goto(`${stack.address}/adjudicate/judged`);
  await armed(second);
  const held = await stack.database.db.adjudication.findMany({ where: { endedAt: null } });
  expect(new Set(held.map((row) => row.comparisonId))).toEqual(new Set(comparisonIds));
  expect(new Set(held.map((row) => row.reviewerId)).size).toBe(2);

  expect((await Promise.all(received)).filter((text) => text.includes(NOTE) || text.includes('"answers":['))).toEqual([]);
  for (const key of ["2", "1", "Enter"]) await first.keyboard.press(key);
  await answers(first).waitFor();
  const rows = await answers(first).getByRole("row").allInnerTexts();
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(/You, blind\s+equal\s+A/);
  expect(rows.slice(2).every((row) => /^Person \d/.test(row) && row.includes(NOTE))).toBe(true);
  expect(await first.getByRole("radio", { checked: true }).count()).toBe(0);
  expect(await first.getByRole("radiogroup").count()).toBe(1);
  await armed(first);
  await first.keyboard.press("3");
  await first.keyboard.press("Enter");
  await expect.poll(() => first.getByLabel("Reason").evaluate((field) => field === document.activeElement)).toBe(true);
  await first.keyboard.type("The right one keeps the shadow.");
  await first.keyboard.press("Enter");
  await first.getByRole("heading", { name: "Nothing is waiting for a decision" }).waitFor();
  const decided = await stack.database.db.adjudication.findFirstOrThrow({ where: { decidedAt: { not: null } }, include: { verdicts: true, comparison: true } });
  const right = decided.shown[1] === decided.comparison.candidateAId ? "A" : "B";
  expect(decided.verdicts).toMatchObject([{ dimension: "overall", value: right }]);

  await first.goto(`${stack.address}/projects/judged/comparisons?state=adjudicated&dimension=overall`);
  await first.getByText(`${right} is better, adjudicated`).waitFor();
  await first.goto(`${stack.address}/projects/judged/comparisons/${decided.comparisonId}`);
  await first.getByText("The right one keeps the shadow.").waitFor();
});

test("the last decision is taken back with one key, and a decision is withdrawn with a reason", async () => {
  const page = stack.browser.contexts()[0]!.pages()[0]!;
  await page.goto(`${stack.address}/adjudicate/judged`);
  await page.getByRole("heading", { name: "Nothing is waiting for a decision" }).waitFor();
  await page.getByRole("button", { name: /Undo last decision/ }).click();
  await answers(page).waitFor();
  await armed(page);
  await page.keyboard.press("2");
  await page.keyboard.press("r");
  await page.keyboard.type("No difference that matters.");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nothing is waiting for a decision" }).waitFor();
  const { comparisonId } = await stack.database.db.adjudication.findFirstOrThrow({ where: { decidedAt: { not: null } } });
  await page.goto(`${stack.address}/projects/judged/comparisons/${comparisonId}`);
  await page.getByText("equal, adjudicated").waitFor();
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByLabel("Why it is withdrawn").fill("The guide says otherwise.");
  await page.getByRole("button", { name: "Withdraw decision" }).click();
  await page.getByText("equal, adjudicated").waitFor({ state: "detached" });
  await page.goto(`${stack.address}/projects/judged/adjudication?state=withdrawn`);
  await page.getByText("withdrawn: The guide says otherwise.").waitFor();
});
