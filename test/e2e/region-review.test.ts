import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { FormDefinition, saveForm } from "#lib/form/index.ts";
import { claimLeases, type Region, submitJudgment } from "#lib/judgment/index.ts";
import { boxToRuns } from "#lib/region/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { type JudgingStack, startJudgingStack } from "./judging-stack.ts";

const EMAIL = "reviewer@example.org";
const PASSWORD = "correct horse battery";

let stack: JudgingStack;
let page: Page;
let comparisonId: string;
let width: number;
let height: number;

/** Coloured pixels of the canvas over a pane. */
const coloured = (label: string, canvas: string) =>
  page.locator("figure").filter({ hasText: new RegExp(`^${label}`) }).locator(canvas).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
    return data.reduce((sum, value, at) => (at % 4 === 3 && value > 0 ? sum + 1 : sum), 0) / (width * height);
  });

/** Stores a judgment with a region on candidate A, a painted one or a box over a part of it, and none on B. */
async function judge(shape: "box" | "mask", from: number): Promise<string> {
  const actor = await makeMember(stack.project.id);
  const { leases } = await claimLeases(actor, stack.project.slug, 1);
  const { shown, leaseId } = leases[0]!;
  const box = { x: Math.round(width * from), y: 0, width: Math.round(width / 2), height };
  const region: Region = { type: "over_edit", severity: 0.9, note: `seen from ${from}`, shape: shape === "box" ? { kind: "box", ...box } : { kind: "mask", width, height, runs: boxToRuns(box, { width, height }) } };
  const [first] = [...shown].sort();
  await submitJudgment(actor, { ...answerAll(stack.project, leaseId), parts: { regions: shown.map((id) => (id === first ? [region] : [])) } });
  return actor.pseudonym;
}

beforeAll(async () => {
  stack = await startJudgingStack({ items: 1, candidatesPerItem: 2 });
  const { db } = stack.database;
  await saveForm("operator", stack.project.id, FormDefinition.parse({ blocks: [{ kind: "pair" }, { kind: "regions" }] }));
  const comparison = await db.comparison.findFirstOrThrow({ include: { candidateA: { include: { picture: true } } } });
  comparisonId = comparison.id;
  ({ width, height } = comparison.candidateA.picture);
  const owner = await createUser(db, { email: EMAIL, password: PASSWORD });
  await db.member.create({ data: { projectId: stack.project.id, userId: owner.id, role: "OWNER" } });
  const context = await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } });
  page = await context.newPage();
});
afterAll(() => stack?.stop());

test("reviewers see every person's regions over the edits, each with type, severity, area and overlap, and where people agree", async () => {
  const [first, second] = [await judge("box", 0), await judge("mask", 0.25)];
  await page.goto(`${stack.address}/projects/${stack.project.slug}/comparisons/${comparisonId}`);
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  const table = page.getByRole("region", { name: "Marked faults" });
  await table.waitFor();
  const rows = await table.locator("tbody tr").allInnerTexts();
  expect(rows).toHaveLength(2);
  for (const [index, person] of [first, second].entries()) {
    for (const words of [person, "Changed too much", "unusable", "0.90", "50.0", `seen from ${index === 0 ? 0 : 0.25}`]) expect(rows[index]).toContain(words);
    // Halves that share a quarter of the picture: 1/4 of 3/4.
    expect(rows[index]).toMatch(/33/);
  }
  const both = await coloured("A", "canvas[data-regions]");
  expect(both).toBeGreaterThan(0);
  expect(await coloured("B", "canvas[data-regions]")).toBe(0);
  await page.getByRole("button", { name: first }).click();
  await expect.poll(() => coloured("A", "canvas[data-regions]")).toBeLessThan(both);
  await page.getByRole("button", { name: second }).click();
  await expect.poll(() => coloured("A", "canvas[data-regions]")).toBe(0);
  for (const person of [first, second]) await page.getByRole("button", { name: person }).click();
  await page.getByRole("button", { name: "Overlap of 2 people" }).click();
  await expect.poll(() => page.locator("canvas[data-heat]").first().getAttribute("data-heat")).toBe("2");
  expect(Math.abs((await coloured("A", "canvas[data-heat]")) - 0.75)).toBeLessThan(0.02);
});
