import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvite } from "#lib/annotator/index.ts";
import { setGold } from "#lib/gold/index.ts";
import { setQuiz } from "#lib/quiz/index.ts";
import { type JudgingStack, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";

const QUESTIONS = 3;
let stack: JudgingStack;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  stack = await startJudgingStack({ items: QUESTIONS + 2, project: { dimensions: ["prompt_following", "overall"] } });
  const { db } = stack.database;
  const items = await db.item.findMany({ where: { projectId: stack.project.id }, include: { comparisons: true }, orderBy: { externalId: "asc" }, take: QUESTIONS });
  const gold = items.map((item) => ({ comparisonId: item.comparisons[0]!.id, verdicts: { prompt_following: "A" as const, overall: "A" as const }, explanation: "{A} did what was asked.", inQuiz: true }));
  await setGold("operator", stack.project.id, gold);
  await setQuiz("operator", stack.project.id, { size: QUESTIONS, passMark: 2, attempts: 2 });
  const { path } = await createInvite("operator", stack.project.id, { maxUses: 1 });
  context = await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } });
  page = await context.newPage();
  await page.goto(`${stack.address}${path}`);
  await page.getByRole("button", { name: "Start judging" }).click();
  await page.waitForURL(`**/judge/${stack.project.slug}/quiz`);
});
afterAll(() => stack?.stop());

/** Which key is right for the question that is open now. */
async function rightKey(): Promise<"1" | "3"> {
  const open = await stack.database.db.quizAnswer.findFirstOrThrow({ where: { answeredAt: null, attempt: { finishedAt: null } }, orderBy: { position: "asc" }, include: { comparison: true } });
  return open.shown[0] === open.comparison.candidateAId ? "1" : "3";
}

async function takeQuiz(isRight: boolean): Promise<void> {
  for (let number = 1; number <= QUESTIONS; number += 1) {
    await page.getByText(`Quiz, ${number} of ${QUESTIONS}`).waitFor();
    await expect.poll(() => page.getByRole("radio").first().isEnabled()).toBe(true);
    const right = await rightKey();
    const pressed = isRight ? right : right === "1" ? "3" : "1";
    await page.keyboard.press(pressed);
    await page.keyboard.press(pressed);
    await page.getByRole("button", { name: "Send" }).click();
    const explanation = page.getByRole("region", { name: "Explanation" });
    await explanation.getByText(isRight ? "✓ Right" : "✗ Not quite").waitFor();
    await explanation.getByText(`${right === "1" ? "A" : "B"} did what was asked.`).waitFor();
    if (!isRight) expect(await explanation.textContent()).toContain(`you said ${right === "1" ? "B" : "A"}; it is ${right === "1" ? "A" : "B"}`);
    await explanation.getByRole("button").click();
  }
}

test("someone new fails the quiz, reads the explanations, passes the second time and judges", async () => {
  await page.getByRole("heading", { name: "A short quiz first" }).waitFor();
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await takeQuiz(false);
  await page.getByText(`0 of ${QUESTIONS} were right; 2 are needed. You have one more try`).waitFor();
  await page.goto(`${stack.address}/judge/${stack.project.slug}`);
  await page.waitForURL("**/quiz");
  await page.getByRole("button", { name: "Try again" }).click();
  await takeQuiz(true);
  await page.getByRole("heading", { name: "Passed" }).waitFor();
  await page.getByRole("link", { name: "Start judging" }).click();
  await page.waitForURL(`**/judge/${stack.project.slug}`);
  await waitUntilArmed(page);
});

test("the pages that an annotator sees name neither the answer before it is given nor gold", async () => {
  const body = await page.evaluate(() => document.body.innerHTML);
  expect(body).not.toContain("did what was asked");
});
