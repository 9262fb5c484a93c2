import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { type JudgingStack, poll, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";

const EMAIL = "owner@example.org";
const PASSWORD = "a long password";

let stack: JudgingStack;
let owner: Page;
let address: string;

const panelId = () => randomBytes(12).toString("hex");
const fill = (participant: string, session = panelId()) => address.replace("{{%PROLIFIC_PID%}}", participant).replace("{{%STUDY_ID%}}", panelId()).replace("{{%SESSION_ID%}}", session);

/** A browser of its own at the study's address; `phone` for a small one. */
async function open(where: string, phone = false): Promise<{ context: BrowserContext; page: Page }> {
  const context = await stack.browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1_440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(where);
  return { context, page };
}

async function start(participant: string): Promise<{ context: BrowserContext; page: Page }> {
  const opened = await open(fill(participant));
  await opened.page.getByRole("button", { name: "I agree, start" }).click();
  await opened.page.waitForURL("**/judge/judged");
  return opened;
}

async function judgeOne(page: Page): Promise<void> {
  await waitUntilArmed(page);
  for (const key of ["1", "1", "1", "1", "Enter"]) await page.keyboard.press(key);
}

const startedCount = () => stack.database.db.participation.count({ where: { state: "STARTED" } });
const heldSlots = () => stack.database.db.slot.count({ where: { annotatorId: { not: null }, doneAt: null } });

beforeAll(async () => {
  stack = await startJudgingStack({ items: 4 });
  await createUser(stack.database.db, { email: EMAIL, password: PASSWORD });
  await addOwner("operator", stack.project.id, EMAIL);
  ({ page: owner } = await open(`${stack.address}/signin?next=/projects/judged/people`));
  await owner.getByLabel("E-mail address").fill(EMAIL);
  await owner.getByLabel("Password").fill(PASSWORD);
  await owner.getByRole("button", { name: "Sign in" }).click();
});
afterAll(() => stack?.stop());

test("an owner makes a study and copies the link with Prolific's placeholders; a wrong form keeps what was typed", async () => {
  await owner.getByRole("link", { name: "Studies with panels" }).click();
  await owner.getByRole("link", { name: "New study" }).click();
  await owner.getByLabel("Name").fill("Pilot");
  await owner.getByLabel("Places").fill("2");
  await owner.getByLabel("Judgments each").fill("2");
  await owner.getByLabel("Minutes it takes (optional)").fill("5");
  await owner.getByLabel("Completion code").fill("DONE42");
  await owner.getByLabel("Screen-out code").fill("DONE42");
  await owner.getByLabel("Whom participants may ask (optional)").fill("lab@example.org");
  await owner.getByRole("button", { name: "Make study" }).click();
  await owner.getByText("Each code must differ from the others.").waitFor();
  expect(await owner.getByLabel("Completion code").inputValue()).toBe("DONE42");
  await owner.getByLabel("Screen-out code").fill("OUT42");
  await owner.getByRole("button", { name: "Make study" }).click();
  await owner.getByText("Nobody has come yet").waitFor();
  address = (await owner.locator("[data-study-address]").textContent()) ?? "";
  expect(address).toMatch(new RegExp(`^${stack.address}/study/[\\w-]{20}\\?PROLIFIC_PID=\\{\\{%PROLIFIC_PID%\\}\\}&STUDY_ID=\\{\\{%STUDY_ID%\\}\\}&SESSION_ID=\\{\\{%SESSION_ID%\\}\\}$`));
});

test("an address that the panel did not fill in says what is wrong, and declining records nothing", async () => {
  const { context, page } = await open(address, true);
  await page.getByRole("heading", { name: "This address is not complete" }).waitFor();
  await page.getByText("still holds the panel’s placeholder").first().waitFor();
  await page.goto(fill(panelId()));
  await page.getByText("about 5 minutes in all").waitFor();
  await page.getByText("lab@example.org").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await page.content()).not.toMatch(/DONE42|OUT42/);
  await page.getByRole("link", { name: "I do not want to take part" }).click();
  await page.getByRole("heading", { name: "You have not started" }).waitFor();
  expect(await stack.database.db.participation.count()).toBe(0);
  await context.close();
});

test("from consent over two judgments to code and way back, going on in another browser; then the CSV says approve", async () => {
  const [participant, session] = [panelId(), panelId()];
  const first = await start(participant);
  await first.page.getByText("0 of 2").waitFor();
  await judgeOne(first.page);
  await poll("the first answer is stored", async () => (await stack.database.db.judgment.count()) === 1);
  await first.context.close();

  const second = await open(fill(participant, session));
  await second.page.getByRole("button", { name: "Go on where I stopped" }).click();
  await second.page.getByText("1 of 2").waitFor();
  await judgeOne(second.page);
  await second.page.getByRole("heading", { name: "Thank you. You have completed the study." }).waitFor();
  expect(await second.page.locator("[data-study-code]").textContent()).toBe("DONE42");
  expect(await second.page.getByRole("link", { name: "Go back to the panel" }).getAttribute("href")).toBe("https://app.prolific.com/submissions/complete?cc=DONE42");
  await second.page.getByRole("button", { name: "Copy code" }).click();
  await second.page.getByRole("button", { name: "Copied" }).waitFor();
  expect(await second.page.evaluate(() => navigator.clipboard.readText())).toBe("DONE42");
  await second.page.goto(fill(participant, session));
  await second.page.getByRole("heading", { name: "You have completed this study" }).waitFor();
  await second.context.close();

  // Keys are faster than eyes: without this the answers would rightly look hasty.
  await stack.database.db.judgment.updateMany({ data: { durationMs: 4_000 } });
  await owner.reload();
  await owner.getByRole("cell", { name: "approve: all judged" }).waitFor();
  expect(await owner.content()).not.toContain(participant);
  const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: "Download CSV" }).click()]);
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(new RegExp(`^${participant},${session},[a-z0-9-]+,COMPLETED,2,2,.*,approve,all judged$`));
});

test("a full study refuses; stopping gives slots and place back, and the next one gets in", async () => {
  const leaver = await start(panelId());
  await waitUntilArmed(leaver.page);
  expect(await heldSlots()).toBe(2);
  const late = await open(fill(panelId()));
  await late.page.getByRole("heading", { name: "All places are taken" }).waitFor();
  await late.context.close();

  await leaver.page.keyboard.press("p");
  await leaver.page.getByRole("button", { name: "Stop and return …" }).click();
  await leaver.page.getByRole("button", { name: "Stop and return", exact: true }).click();
  await leaver.page.getByRole("heading", { name: "You have stopped" }).waitFor();
  expect(await heldSlots()).toBe(0);
  expect(await startedCount()).toBe(0);
  await leaver.context.close();

  const next = panelId();
  const { context } = await start(next);
  await owner.getByLabel("Participant or submission ids").fill(`${next}\nnobody`);
  await owner.getByRole("button", { name: "Mark them" }).click();
  await owner.getByText("Ended 1. 0 had ended before. Not in this study: nobody.").waitFor();
  expect(await startedCount()).toBe(0);
  await context.close();
});

test("an owner changes the study: what people came by is fixed, the rest can be mended", async () => {
  await owner.getByRole("link", { name: "Edit", exact: true }).click();
  await owner.getByRole("heading", { name: "Edit study" }).waitFor();
  for (const label of ["Panel", "Judgments each", "Parameter: participant"]) expect(await owner.getByLabel(label, { exact: true }).isDisabled(), label).toBe(true);
  expect(await owner.getByLabel("Minutes it takes (optional)").inputValue()).toBe("5");
  await owner.getByLabel("Name").fill("Pilot, mended");
  await owner.getByLabel("Places").fill("7");
  await owner.getByLabel("Completion code").fill("OUT42");
  await owner.getByRole("button", { name: "Save changes" }).click();
  await owner.getByText("Each code must differ from the others.").waitFor();
  expect(await owner.getByLabel("Name").inputValue()).toBe("Pilot, mended");
  await owner.getByLabel("Completion code").fill("DONE43");
  await owner.getByRole("button", { name: "Save changes" }).click();
  await owner.getByRole("heading", { name: "Pilot, mended" }).waitFor();
  await owner.getByText("1 of 7 places taken").waitFor();
  await owner.getByText("DONE43").waitFor();
  expect(await stack.database.db.study.findMany({ select: { name: true, participantLimit: true, completionCode: true, judgmentsPerParticipant: true } })).toEqual([{ name: "Pilot, mended", participantLimit: 7, completionCode: "DONE43", judgmentsPerParticipant: 2 }]);
});

test("the owner reads all of it in Chinese, on a phone too", async () => {
  await owner.context().addCookies([{ name: "locale", value: "zh", url: stack.address }]);
  await owner.setViewportSize({ width: 390, height: 844 });
  const study = owner.url();
  for (const [page, heading] of [[study, "Pilot, mended"], [`${study}/edit`, "编辑研究"], [study.replace(/\/[^/]+$/, "/new"), "新建研究"], [study.replace(/\/[^/]+$/, ""), "招募研究"]] as const) {
    await owner.goto(page);
    await owner.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await owner.locator("body").innerText()).not.toMatch(/\b(studies|people|manage|shell|errors)\.[a-z]\w*/i);
    expect(await owner.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), page).toBeLessThanOrEqual(0);
  }
  await owner.getByRole("link", { name: "Pilot, mended" }).click();
  await owner.getByRole("cell", { name: "通过：已全部标注" }).waitFor();
});
