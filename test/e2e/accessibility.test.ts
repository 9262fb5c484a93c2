import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { saveForm } from "#lib/form/index.ts";
import { answerRound, getJointState, joinJointSession } from "#lib/joint/index.ts";
import { setQuiz } from "#lib/quiz/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { inProject, listManaged, READY } from "./accessibility-pages.ts";
import { makeRows, OWNER, type Rows } from "./accessibility-rows.ts";
import { findProblems, type Theme } from "./axe.ts";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";
import { listRoutes } from "./session-crawl.ts";

const DESKTOP = { width: 1_440, height: 900 };
const PHONE = { width: 390, height: 844 };
// Colours are read while nothing moves.
const STILL = { viewport: DESKTOP, reducedMotion: "reduce" } as const;

let stack: JudgingStack;
let rows: Rows;
let annotator: Page;
let owner: Page;
const visited = new Set<string>();
let problems: string[] = [];

/** Notes what is wrong with a page as it stands. */
async function check(page: Page, what: string, themes?: readonly Theme[]): Promise<void> {
  problems.push(...(await findProblems(page, themes)).map((problem) => `${what}, ${problem}`));
}

/** Goes to a page of a route, waits for what makes it whole, and checks it. */
async function visit(page: Page, route: string, address: string, { ready = "main", themes }: { ready?: string; themes?: readonly Theme[] } = {}): Promise<void> {
  visited.add(route);
  await page.goto(stack.address + address);
  await page.locator(ready).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  // Where an address scrolls to, the header may lie over half a line, which anybody can scroll away.
  await page.evaluate(() => window.scrollTo(0, 0));
  await check(page, address, themes);
}

async function open(options: Parameters<JudgingStack["browser"]["newContext"]>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await stack.browser.newContext({ ...STILL, ...options });
  return { context, page: await context.newPage() };
}

async function openOwner(): Promise<Page> {
  const { page } = await open();
  await page.goto(`${stack.address}/signin`);
  await page.getByLabel("E-mail address").fill(OWNER.email);
  await page.getByLabel("Password").fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/projects**");
  return page;
}

/** Frees what the annotator was handed, so that the next form is asked. */
async function handAnew(): Promise<void> {
  const { db } = stack.database;
  await db.slot.updateMany({ where: { doneAt: null }, data: { annotatorId: null, leaseId: null, leaseExpiresAt: null } });
  await db.$executeRaw`DELETE FROM handed_out h WHERE NOT EXISTS (SELECT 1 FROM judgment j WHERE j.annotator_id = h.annotator_id)`;
}

beforeAll(async () => {
  stack = await startJudgingStack({ items: 4, candidatesPerItem: 4, project: { overlap: 2, dimensions: ["prompt_following", "overall"], description: "Two edits of one picture." } });
  rows = await makeRows(stack);
  owner = await openOwner();
});
afterAll(() => stack?.stop());
afterEach(() => {
  const found = problems;
  problems = [];
  expect(found.join("\n")).toBe("");
});

const invited = () => rows.invitePath;

test("signed out: sign in, join, take part in a study, and what cannot be found", async () => {
  const { context, page } = await open();
  await visit(page, "/", "/");
  await visit(page, "/unavailable", "/unavailable");
  await visit(page, "/signin", "/signin");
  await page.getByLabel("E-mail address").fill("nobody@example.org");
  await page.getByLabel("Password").fill("wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").filter({ hasText: /\w/ }).first().waitFor();
  await check(page, "/signin, refused");
  await visit(page, "/join/[token]", invited());
  await visit(page, "/join/[token]", "/join/unknown");
  await visit(page, "/study/[token]", rows.studyPath);
  await visit(page, "/study/[token]", `${rows.studyPath}&juxta-declined=1`);
  await visit(page, "/study/[token]", "/study/unknown");
  await visit(page, "/study/[token]", rows.studyPath.replace(/\?.*/, ""));
  await visit(page, "/_not-found", "/nowhere");
  await page.setViewportSize(PHONE);
  await context.addCookies([{ name: "locale", value: "zh", url: stack.address }]);
  for (const [route, address] of [["/signin", "/signin"], ["/join/[token]", invited()], ["/study/[token]", rows.studyPath]] as const) await visit(page, route, address, { themes: ["light"] });
  await context.close();
});

/** What each form asks, and what there is to see under it besides the first look. */
const FORMS: Record<string, object[]> = {
  pairs: [{ kind: "pair", reasons: ["seam", "wrong light"], comment: true }],
  ranking: [{ kind: "rank", size: 4 }],
  ratings: [{ kind: "rate", scale: "1-4", anchors: { 1: "of no use", 4: "faultless" } }],
  criteria: [{ kind: "criteria", min: 2, max: 3 }],
  critique: [{ kind: "critique" }],
  regions: [{ kind: "pair", dimensions: ["overall"] }, { kind: "regions" }],
};

async function judgeUnder(form: string): Promise<void> {
  const { db } = stack.database;
  await handAnew();
  await saveForm("operator", stack.project.id, { blocks: FORMS[form]! });
  await poll("the form's units are prepared", async () => (await db.item.count({ where: { preparedAt: null, projectId: stack.project.id } })) === 0);
  await annotator.goto(`${stack.address}/judge/judged`);
  await waitForUnit(annotator);
}

test("the judging page under every form, wide and on a phone", async () => {
  ({ page: annotator } = await stack.join(STILL));
  visited.add("/judge/[slug]");
  for (const form of Object.keys(FORMS)) {
    await judgeUnder(form);
    if (form === "ranking") await annotator.keyboard.type("1|2");
    else if (form !== "regions") await annotator.keyboard.press("1");
    await check(annotator, `judging ${form}`);
    if (form === "regions") {
      await annotator.keyboard.press("m");
      await annotator.locator("[data-marking='0']").focus();
      await annotator.keyboard.press("n");
      await check(annotator, "judging regions, one marked");
    }
    await annotator.setViewportSize(PHONE);
    await annotator.getByRole("tablist", { name: "Picture" }).waitFor();
    await check(annotator, `judging ${form}, phone`);
    await annotator.setViewportSize(DESKTOP);
  }
});

test("what lies over the judging page, and how it ends", async () => {
  await judgeUnder("pairs");
  for (const [key, what] of Object.entries({ g: "guide", "?": "help", r: "report", p: "paused" })) {
    await annotator.keyboard.press(key);
    await annotator.locator(`main[data-overlay=${what}]`).waitFor();
    await check(annotator, `judging, ${what}`);
    if (what === "paused") await annotator.getByRole("button", { name: "Go on" }).click();
    else await annotator.keyboard.press("Escape");
    await annotator.locator("main[data-overlay=none]").waitFor();
  }
  await annotator.getByRole("button", { name: "Wipe (W)" }).click();
  await annotator.keyboard.press("c");
  await check(annotator, "judging, wipe with changes");
  const { db } = stack.database;
  const [before, stored] = [await waitForUnit(annotator), await db.judgment.count()];
  for (const key of ["1", "1", "Enter"]) await annotator.keyboard.press(key);
  await waitForUnit(annotator, before);
  await poll("the answer is stored", async () => (await db.judgment.count()) > stored);
  await annotator.keyboard.press("h");
  await annotator.getByRole("list", { name: "Answers" }).waitFor();
  await check(annotator, "judging, history");
  for (const [locale, viewport] of [["zh", PHONE], ["en", DESKTOP]] as const) {
    await db.user.updateMany({ where: { email: null }, data: { locale } });
    await annotator.setViewportSize(viewport);
    await annotator.reload();
    await waitForUnit(annotator);
    expect(await annotator.evaluate(() => document.documentElement.lang)).toBe(locale);
    if (locale === "zh") await check(annotator, "judging in Chinese, phone");
  }
});

test("an annotator's other pages: the projects, judging together, the quiz, signing out", async () => {
  const { db } = stack.database;
  const { annotatorId } = await db.handedOut.findUniqueOrThrow({ where: { leaseId: await waitForUnit(annotator) } });
  await db.member.create({ data: { projectId: (await makeProject({ description: "Another one" })).id, userId: annotatorId, role: "ANNOTATOR" } });
  await visit(annotator, "/judge", "/judge");
  await visit(annotator, "/judge/[slug]", "/judge/unknown");
  await visit(annotator, "/signout", "/signout");

  await visit(annotator, "/judge/[slug]/together", "/judge/judged/together");
  await annotator.getByRole("button", { name: "Start a session" }).click();
  const code = await annotator.locator("[data-code]").innerText();
  await check(annotator, "together, waiting");
  const partner = await makeMember(stack.project.id);
  const { sessionId } = await joinJointSession(partner, code);
  await annotator.locator("[data-stage=alone]").waitFor();
  await annotator.getByRole("radio", { disabled: false }).first().waitFor();
  await check(annotator, "together, alone");
  const { round } = await getJointState(partner, sessionId);
  await answerRound(partner, sessionId, { roundId: round!.id, verdicts: { prompt_following: { value: "left" }, overall: { value: "tie" } } });
  for (const key of ["1", "1", "Enter"]) await annotator.keyboard.press(key);
  await annotator.locator("[data-stage=together]").waitFor();
  await check(annotator, "together, both answered");
  await annotator.setViewportSize(PHONE);
  await check(annotator, "together, phone");
  await annotator.setViewportSize(DESKTOP);

  await setQuiz("operator", stack.project.id, { size: 2, passMark: 1, attempts: 1 });
  await visit(annotator, "/judge/[slug]/quiz", "/judge/judged/quiz");
  await annotator.getByRole("button", { name: "Start the quiz" }).click();
  await annotator.getByRole("radio", { disabled: false }).first().waitFor();
  await check(annotator, "quiz, a question");
  for (const key of ["1", "1", "Enter"]) await annotator.keyboard.press(key);
  await annotator.getByRole("region", { name: "Explanation" }).waitFor();
  await check(annotator, "quiz, its explanation");
  await annotator.setViewportSize(PHONE);
  await check(annotator, "quiz, phone");
  await setQuiz("operator", stack.project.id, { size: 0, passMark: 1, attempts: 1 });
});

test("every page of an owner", async () => {
  for (const [route, addresses] of Object.entries(listManaged(rows))) {
    for (const address of addresses) await visit(owner, route, address, { ready: READY[route] ?? "main h1" });
  }
});

test("an owner's pages on a phone, in Chinese", async () => {
  await stack.database.db.user.update({ where: { email: OWNER.email }, data: { locale: "zh" } });
  await owner.setViewportSize(PHONE);
  for (const [route, [address]] of Object.entries(listManaged(rows))) await visit(owner, route, address!, { ready: READY[route] ?? "main h1", themes: ["light"] });
  expect(await owner.evaluate(() => document.documentElement.lang)).toBe("zh");
  await owner.setViewportSize(DESKTOP);
});

test("dialogs of an owner, and the decision after the own answer", async () => {
  await stack.database.db.user.update({ where: { email: OWNER.email }, data: { locale: "en" } });
  await owner.goto(`${stack.address}${inProject(`/people/${rows.personId}`)}`);
  await owner.getByRole("button", { name: /^Exclude/ }).click();
  await owner.getByLabel("Reason").waitFor();
  await check(owner, "excluding a person");
  await owner.goto(`${stack.address}/adjudicate/judged`);
  await owner.locator("[role=radio]:enabled").first().waitFor();
  for (const key of ["1", "2", "Enter"]) await owner.keyboard.press(key);
  await owner.getByRole("region", { name: "Answers" }).waitFor();
  await check(owner, "adjudication, the answers");
});

/** The longest transition that anything on a page could make, in milliseconds, and the names of its animations. */
const readMotion = (page: Page) =>
  page.evaluate(() => {
    const styles = [...document.querySelectorAll("*")].map((element) => getComputedStyle(element));
    const times = styles.flatMap(({ transitionDuration, transitionProperty }) => (transitionProperty === "none" ? ["0s"] : transitionDuration.split(",")));
    return { longest: Math.max(...times.map((time) => Number.parseFloat(time) * (time.endsWith("ms") ? 1 : 1_000))), animations: styles.map(({ animationName }) => animationName).filter((name) => name !== "none") };
  });

test("what moves is short, and nothing moves for who asks for less motion", async () => {
  for (const address of ["/projects/judged", "/projects/judged/report", "/judge/judged/preview"]) {
    await owner.goto(stack.address + address);
    await owner.locator("button").first().waitFor();
    expect(await readMotion(owner), address).toEqual({ longest: 0, animations: [] });
  }
  await owner.emulateMedia({ reducedMotion: "no-preference" });
  const { longest } = await readMotion(owner);
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThanOrEqual(150);
  await owner.emulateMedia({ reducedMotion: "reduce" });
});

test("axe sees what is wrong: a field without a name, and words that are hard to read", async () => {
  await owner.goto(`${stack.address}/projects/new`);
  // React puts back what is taken from the page before it has looked at it; its mark on an element says that it has.
  await owner.waitForFunction(() => [...document.querySelectorAll("h1, label")].every((element) => Object.keys(element).some((key) => key.startsWith("__reactProps"))));
  await owner.evaluate(() => {
    document.querySelector("label")!.remove();
    document.querySelector("h1")!.style.color = "var(--line)";
  });
  const found = (await findProblems(owner)).join("\n");
  for (const problem of ["light: label at", "light: color-contrast at h1", "dark: color-contrast at h1"]) expect(found).toContain(problem);
});

test("every page of the build was looked at", () => {
  const pages = listRoutes().filter((route) => !route.startsWith("/api/") && !/\.\w+$/.test(route));
  expect([...visited].filter((route) => !route.startsWith("/_")).sort()).toEqual(pages);
});
