import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { exampleLine } from "#lib/guideline/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { type JudgingStack, poll, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";

const EMAIL = "owner@example.org";
const PASSWORD = "correct horse battery";

let stack: JudgingStack;
let context: BrowserContext;
let page: Page;
const noise: string[] = [];

const pairBlock = () => page.locator("[data-block=pair]");
const at = (section: string) => `${stack.address}/projects/judged/settings/${section}`;

beforeAll(async () => {
  stack = await startJudgingStack({ items: 3 });
  const { db } = stack.database;
  const owner = await createUser(db, { email: EMAIL, password: PASSWORD });
  await db.member.create({ data: { projectId: stack.project.id, userId: owner.id, role: "OWNER" } });
  context = await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } });
  page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  await page.goto(at("questions"));
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/settings/questions");
});
afterAll(() => stack?.stop());

test("each section saves by itself, with the reason of a refusal beside its field", async () => {
  await page.goto(at("judging"));
  const overlap = page.getByLabel("Judgments per comparison");
  await overlap.fill("0");
  await page.getByText("Not saved yet").waitFor();
  await page.keyboard.press("Control+s");
  await page.getByText("A whole number from 1 to 50.").waitFor();
  expect(await overlap.evaluate((input) => document.activeElement === input)).toBe(true);
  await overlap.fill("3");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.goto(at("quality"));
  await page.getByLabel("Repeats").fill("10");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await stack.database.db.project.findUnique({ where: { id: stack.project.id } })).toMatchObject({ overlap: 3, repeatShare: 0.1, leaseSeconds: 900, judgmentsPerPerson: null });
  await updateProject("operator", stack.project.id, { repeatShare: 0 });
});

test("judgments until decisive, the least certain first, and limits are chosen in words; a fixed number keeps nothing of them", async () => {
  await page.goto(at("judging"));
  const most = page.getByLabel("At most", { exact: true });
  expect(await most.isVisible()).toBe(false);
  await page.getByRole("radio", { name: "Until it is decisive" }).check();
  await page.getByText("until one side is 3 ahead, where people are right 80 % of the time").waitFor();
  await most.fill("3");
  await page.getByRole("radio", { name: "The least certain first" }).check();
  await page.getByLabel("Drawn at random all the same").fill("25");
  await page.getByLabel("An item", { exact: true }).fill("40");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("More than the judgments wanted at least.").waitFor();
  await most.fill("7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const read = () => stack.database.db.project.findUnique({ where: { id: stack.project.id } });
  expect(await read()).toMatchObject({ overlap: 3, overlapMax: 7, handOutOrder: "INFORMATION", explorationShare: 0.25, judgmentsPerItem: 40, judgmentsPerPersonAndItem: null, judgmentsInAll: null });
  await page.reload();
  expect(await page.getByLabel("At least", { exact: true }).inputValue()).toBe("3");
  await page.getByRole("radio", { name: "A fixed number" }).check();
  await page.getByRole("radio", { name: "One after the other" }).check();
  await page.getByLabel("An item", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await read()).toMatchObject({ overlap: 3, overlapMax: null, handOutOrder: "FILL_UP", judgmentsPerItem: null });
});

test("a person's languages and qualifications are ticked from what the items ask for, or written", async () => {
  const { db } = stack.database;
  await db.item.updateMany({ data: { qualification: "radiology" } });
  const person = await db.user.create({ data: { id: randomUUID(), pseudonym: "quiet-otter-1111" } });
  await db.member.create({ data: { projectId: stack.project.id, userId: person.id, role: "ANNOTATOR" } });
  await page.goto(`${stack.address}/projects/judged/people/${person.id}`);
  await page.getByRole("checkbox", { name: "radiology" }).check();
  await page.getByLabel("More languages").fill("English please");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("A language code such as en or zh.").waitFor();
  await page.getByLabel("More languages").fill("en, zh");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect(await page.getByRole("checkbox", { name: "zh" }).isChecked()).toBe(true);
  expect(await db.member.findFirst({ where: { userId: person.id } })).toMatchObject({ languages: ["en", "zh"], qualifications: ["radiology"] });
  await page.goto(`${stack.address}/projects/judged/people`);
  await page.getByRole("row").filter({ hasText: "quiet-otter-1111" }).getByText("en · zh · radiology").waitFor();
  await db.item.updateMany({ data: { qualification: null } });
});

test("leaving with changes that are not saved asks first", async () => {
  await page.goto(at("general"));
  await page.getByLabel("Name").fill("Another name");
  await page.getByText("Not saved yet").waitFor();
  page.once("dialog", (dialog) => void dialog.dismiss());
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Quality" }).click();
  expect(page.url()).toContain("/settings/general");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Quality" }).click();
  await page.waitForURL("**/settings/quality");
});

test("a form is built from a template, checked while it is built, and tried without a trace", async () => {
  await page.goto(at("questions"));
  await page.getByRole("button", { name: "Pairs, reasons, regions" }).click();
  const types = page.getByLabel("Types of faults");
  await types.fill("");
  await page.getByText("Name at least one type.").waitFor();
  expect(await page.getByRole("button", { name: "Save …" }).isEnabled()).toBe(false);
  const order = () => page.locator("[data-block]").evaluateAll((blocks) => blocks.map((block) => (block as HTMLElement).dataset.block));
  await pairBlock().getByLabel("Both bad").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(order).toEqual(["regions", "pair"]);
  await expect.poll(() => pairBlock().getByLabel("Both bad").evaluate((input) => document.activeElement === input)).toBe(true);
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(order).toEqual(["pair", "regions"]);
  await page.getByRole("button", { name: "Remove Regions" }).click();
  await pairBlock().getByLabel("Reasons").fill("blur\nwrong colour");
  await pairBlock().getByLabel("Picture quality").uncheck();
  await pairBlock().getByLabel("Comment").uncheck();
  await page.getByRole("button", { name: "Try these questions" }).click();
  await page.waitForURL("**/judge/judged/preview?form=draft");
  await page.getByText("Preview: nothing is stored.").waitFor();
  await waitUntilArmed(page);
  for (const key of ["1", "1", "1", "1", "Enter"]) await page.keyboard.press(key);
  await page.getByText("Nothing is stored", { exact: true }).waitFor();
  await waitUntilArmed(page);
  const { db } = stack.database;
  expect([await db.handedOut.count(), await db.judgment.count(), await db.slot.count({ where: { annotatorId: { not: null } } })]).toEqual([0, 0, 0]);
  expect(await page.evaluate(() => localStorage.getItem("juxta-outbox"))).toBeNull();
});

test("back from the preview the draft is there; saving says what it does, and makes version 2", async () => {
  await page.getByRole("link", { name: "Back to the questions" }).click();
  await page.getByText("It is not saved yet.").waitFor();
  expect(await pairBlock().getByLabel("Reasons").inputValue()).toBe("blur\nwrong colour");
  await pairBlock().getByLabel("Picture quality").check();
  await pairBlock().getByLabel("Reasons").fill("");
  await pairBlock().getByLabel("Strength: slightly or clearly").uncheck();
  await page.getByRole("button", { name: "Save …" }).click();
  const dialog = page.getByRole("dialog", { name: "Save version 2" });
  await dialog.getByText("What is handed out from now on is asked under version 2.").waitFor();
  await dialog.getByRole("button", { name: "Save version 2" }).click();
  await page.getByText("Saved as version 2.").waitFor();
  const row = page.getByRole("row").filter({ hasText: EMAIL });
  await row.getByText("Pair: strength").waitFor();
  expect(await page.getByRole("button", { name: "Save …" }).isEnabled()).toBe(false);
});

test("what is judged now is counted under version 2", async () => {
  const { page: judging, context: annotator } = await stack.join();
  await waitUntilArmed(judging);
  for (const key of ["1", "1", "1", "1", "Enter"]) await judging.keyboard.press(key);
  await poll("the answer is stored", async () => (await stack.database.db.judgment.count({ where: { form: { version: 2 } } })) === 1);
  await annotator.close();
  await page.goto(at("questions"));
  await expect.poll(() => page.getByRole("row").filter({ hasText: EMAIL }).getByRole("cell").allTextContents()).toContain("1");
});

test("another number of pictures together is said to replace what is free", async () => {
  await page.getByRole("button", { name: "Ranking of five" }).click();
  await page.getByRole("button", { name: "Save …" }).click();
  const dialog = page.getByRole("dialog", { name: "Save version 3" });
  await dialog.getByText("the worker makes rankings of 5 for 3 items").waitFor();
  await dialog.getByText(/answers? given stays? under version 2/).waitFor();
  await dialog.getByRole("button", { name: "Go on editing" }).click();
  expect(await stack.database.db.form.count()).toBe(2);
});

test("the guide is markdown without raw HTML, with worked examples, and every version stays readable", async () => {
  const comparison = await stack.database.db.comparison.findFirstOrThrow();
  await page.goto(at("guideline"));
  page.on("dialog", (dialog) => void dialog.accept());
  await page.getByLabel("Guide for annotators").fill(`# Instruction followed\nDo *all* of it.\n<img src=x onerror="window.hacked = true">\n\n[link](javascript:alert(1))\n\n${exampleLine(comparison.id, "A is better: the rest stayed")}\n\n${"Filler.\n\n".repeat(60)}# Overall\nWhich would you keep?`);
  const preview = page.getByRole("region", { name: "Preview of the guide" });
  await preview.locator("figure img").nth(2).waitFor();
  expect(await preview.locator("em").textContent()).toBe("all");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved as version 2.").waitFor();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  expect(await preview.locator("a[href*='javascript']").count()).toBe(0);
  await page.getByRole("link", { name: "1", exact: true }).click();
  await page.waitForURL("**/guideline/versions/1");
  await page.getByText("Empty: annotators saw the general guide.").waitFor();
});

test("while judging the guide opens beside the pictures, follows the question, and closes with the same key", async () => {
  const { page: judging, context: annotator } = await stack.join();
  const bodies: Promise<string>[] = [];
  judging.on("response", (response) => /text|json/.test(response.headers()["content-type"] ?? "") && bodies.push(response.text().catch(() => "")));
  await judging.reload();
  await waitUntilArmed(judging);
  await judging.keyboard.press("g");
  const guide = judging.getByRole("complementary", { name: "Guide" });
  await guide.locator("figure img").nth(2).waitFor();
  const boxes = await Promise.all([guide.boundingBox(), judging.locator("figure[class*=min-w-0]").filter({ visible: true }).nth(2).boundingBox()]);
  expect(boxes[1]!.x + boxes[1]!.width).toBeLessThanOrEqual(boxes[0]!.x + 1);
  const heading = guide.getByRole("heading", { name: "Overall" });
  const isVisible = () => heading.evaluate((element) => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= window.innerHeight; });
  expect(await isVisible()).toBe(false);
  for (const key of ["1", "1", "1"]) await judging.keyboard.press(key);
  await expect.poll(isVisible).toBe(true);
  await judging.keyboard.press("g");
  await guide.waitFor({ state: "detached" });
  const { id } = await stack.database.db.comparison.findFirstOrThrow();
  expect((await Promise.all(bodies)).filter((body) => body.includes(id))).toEqual([]);
  await annotator.close();
});

test("the preview is not there for annotators, and a phone scrolls nothing sideways", async () => {
  const { page: judging, context: annotator } = await stack.join({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  expect((await judging.goto(`${stack.address}/judge/judged/preview`))?.status()).toBe(404);
  await annotator.close();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const section of ["general", "questions", "guideline", "judging", "quality"]) {
    await page.goto(at(section));
    await page.getByRole("navigation", { name: "Settings" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), section).toBeLessThanOrEqual(0);
  }
});

test("the browser had nothing to complain about", () => {
  expect(noise.filter((line) => !line.includes("401"))).toEqual([]);
});
