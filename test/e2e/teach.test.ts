import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { type JudgingStack, poll, startJudgingStack } from "./judging-stack.ts";

const [EMAIL, PASSWORD] = ["owner@example.org", "correct horse battery"];
const ITEMS = 13;

let stack: JudgingStack;
let page: Page;
beforeAll(async () => {
  stack = await startJudgingStack({ items: ITEMS, candidatesPerItem: 3, project: { overlap: 3, dimensions: ["overall"] } });
  const { db } = stack.database;
  await createUser(db, { email: EMAIL, password: PASSWORD });
  await addOwner("operator", stack.project.id, EMAIL);
  await poll("the import is scored", async () => (await db.score.count()) === ITEMS * 3 * 4);
  page = await (await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  await page.goto(`${stack.address}/signin?next=/projects/judged/scorers/teach`);
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/scorers/teach");
});
afterAll(() => stack?.stop());

test("the page says what is missing, and offers to start once it is there", async () => {
  await page.getByText("people who have judged: 0 of 1").waitFor();
  expect(await page.getByRole("button", { name: "Start learning" }).isEnabled().catch(() => false)).toBe(false);
  const people = [await makeMember(stack.project.id), await makeMember(stack.project.id), await makeMember(stack.project.id)];
  const comparisons = await stack.database.db.comparison.findMany({ include: { candidateA: true, candidateB: true } });
  for (const { id, candidateA, candidateB } of comparisons) for (const person of people) await makeJudgment(id, person, { overall: candidateA.generator < candidateB.generator ? "A" : "B" });
  await page.reload();
  await page.getByRole("button", { name: "Start learning" }).waitFor();
});

test("a run shows how far it is, ends in a report, and is put to use, which scores the project", async () => {
  const { db } = stack.database;
  await page.getByRole("button", { name: "Start learning" }).click();
  await page.waitForURL(/\/scorers\/teach\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { name: "On answers that it had not seen" }).waitFor({ timeout: 90_000 });
  const run = await db.learnedRun.findFirstOrThrow();
  const { verdict, dimensions } = run.report as { verdict: string; dimensions: { learned: { accuracy: number } }[] };
  const { learned } = dimensions[0]!;
  await page.getByText(`${(learned.accuracy * 100).toFixed(1)}\u2009%`).first().waitFor();
  await page.getByText(/Difference to the starter: [+\u2212]?\d/).waitFor();
  await page.getByRole("button", { name: "Use it", exact: true }).click();
  if (verdict !== "better") await page.getByRole("button", { name: "Use it all the same" }).click();
  await poll("the owner's decision is kept", async () => (await db.learnedRun.findFirstOrThrow()).decision === "used");
  await poll("the project is scored with it", async () => (await db.score.count({ where: { scorerVersionId: run.scorerVersionId! } })) === ITEMS * 3);
  await page.goto(`${stack.address}/projects/judged/report?scorer=${run.scorerVersionId}`);
  await page.getByText("figures over them are of what it has seen", { exact: false }).first().waitFor();
});
