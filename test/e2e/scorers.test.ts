import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { makeFinishedRun, makeJudge } from "../factories/scoring.ts";
import { type JudgeServer, scoreByContent, startJudgeServer } from "../judge-server/judge-server.ts";
import { type JudgingStack, poll, startJudgingStack } from "./judging-stack.ts";

const EMAIL = "owner@example.org";
const PASSWORD = "correct horse battery";
const ITEMS = 4;
const CANDIDATES = ITEMS * 3;

let stack: JudgingStack;
let page: Page;
let judge: JudgeServer;
/** Answers wait here while it is there. */
let held: (() => void)[] | null = null;

const shoot = async (name: string, shown = page) => {
  if (process.env.JUXTA_SCREENSHOTS) await shown.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  judge = await startJudgeServer(async (request) => {
    if (held) await new Promise<void>((resolve) => held?.push(resolve));
    return scoreByContent(request);
  });
  stack = await startJudgingStack({ items: ITEMS });
  const { db } = stack.database;
  await createUser(db, { email: EMAIL, password: PASSWORD });
  await addOwner("operator", stack.project.id, EMAIL);
  await poll("the import is scored", async () => (await db.score.count()) === CANDIDATES * 4);
  page = await (await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  await page.goto(`${stack.address}/signin?next=/projects/judged`);
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/projects/judged");
});
afterAll(async () => {
  await stack?.stop();
  await judge?.close();
});

test("the built-in scorer that scored the import is listed, and its page says what its version covers", async () => {
  await page.getByRole("link", { name: "Scorers" }).click();
  await page.getByRole("heading", { name: /^Scorers/ }).waitFor();
  const row = page.getByRole("row", { name: /starter/ });
  await row.getByText(`${CANDIDATES} of ${CANDIDATES}`).waitFor();
  await shoot("list-desktop");
  await row.getByRole("link", { name: "starter" }).click();
  await page.getByRole("heading", { name: "What the version covers" }).waitFor();
  expect(await page.getByRole("img", { name: /^Overall: mean/ }).count()).toBe(1);
  await shoot("scorer-desktop");
});

test("a run says what it would ask for before it is started, and scores what is missing", async () => {
  const { db } = stack.database;
  const [candidate] = await db.candidate.findMany({ take: 1, orderBy: { id: "asc" } });
  await db.score.deleteMany({ where: { candidateId: candidate!.id } });
  await page.getByRole("button", { name: "Run starter" }).click();
  await page.getByText(`${CANDIDATES} candidates, 1 a candidate: ${CANDIDATES} passes in all, ${CANDIDATES - 1} scored already, 0 failed before, 1 to do.`).waitFor();
  await shoot("dialog-desktop");
  await page.getByLabel("Generator").selectOption({ index: 1 });
  await page.getByText(`${ITEMS} candidates, 1 a candidate`).waitFor();
  await page.getByLabel("Generator").selectOption({ index: 0 });
  await page.getByText(`${CANDIDATES} candidates, 1 a candidate`).waitFor();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.getByText("Done. Every pass has a score.").waitFor();
  await page.getByText(`${CANDIDATES} of ${CANDIDATES} passes`).waitFor();
  expect(await db.score.count({ where: { candidateId: candidate!.id } })).toBe(4);
  await shoot("run-desktop");
});

test("a scorer that cannot be right is refused field by field, and keeps what was typed", async () => {
  await page.goto(`${stack.address}/projects/judged/scorers/new`);
  await page.getByLabel("Name").fill("judge");
  await page.getByLabel("Base address").fill("http://169.254.169.254/v1");
  await page.getByLabel("Model", { exact: true }).fill("m");
  await page.getByLabel("Variable that holds the key (optional)").fill("JUXTA_SECRET");
  await page.getByLabel("Prompt file (optional)").fill("../secrets.json");
  await page.getByRole("button", { name: "Add scorer" }).click();
  await page.getByText("Link-local addresses are not allowed.").waitFor();
  await page.getByText("The name of a variable that begins with JUXTA_JUDGE_KEY.").waitFor();
  await page.getByText("A path below the folder scorers of the home folder.").waitFor();
  expect(await page.getByLabel("Model", { exact: true }).inputValue()).toBe("m");
  await shoot("new-desktop");
  expect(await stack.database.db.scorerCheck.count()).toBe(0);
});

test("a protocol brings the fields that only it has, and they reach the definition", async () => {
  await page.goto(`${stack.address}/projects/judged/scorers/new`);
  await page.getByLabel("Name").fill("careful judge");
  await page.getByLabel("Base address").fill(judge.baseUrl);
  await page.getByLabel("Model", { exact: true }).fill("m");
  const askedAbout = page.getByRole("group", { name: "What it is asked about" });
  expect([await page.getByLabel("Overall score").count(), await askedAbout.count()]).toEqual([0, 0]);
  await page.getByLabel("Protocol").selectOption("yes_no");
  for (const box of await askedAbout.getByRole("checkbox").all()) await box.uncheck();
  await page.getByRole("button", { name: "Add scorer" }).click();
  await askedAbout.getByText("Too small").waitFor();
  await shoot("asking-desktop");
  await page.getByLabel("Protocol").selectOption("four_scores");
  await page.getByLabel("Overall score").selectOption("minimum");
  await page.getByLabel("Show a known good result too").check();
  await page.getByLabel("Passes are asked for").selectOption("n");
  await page.getByLabel("Pictures are sent").selectOption("originals");
  await shoot("four-scores-desktop");
  await page.getByRole("button", { name: "Add scorer" }).click();
  await page.getByRole("heading", { level: 1, name: /careful judge/ }).waitFor();
  const { definition } = await stack.database.db.scorerVersion.findFirstOrThrow({ where: { scorer: { name: "careful judge" } } });
  expect(definition).toMatchObject({ protocol: "four_scores", formula: "minimum", reference: true, passesBy: "n", pictures: "originals" });
});

test("a judge is tried on one edit, added, run, paused and resumed; every edit is asked for once", async () => {
  await page.goto(`${stack.address}/projects/judged/scorers/new`);
  await page.getByLabel("Name").fill("live judge");
  await page.getByLabel("Base address").fill(judge.baseUrl);
  await page.getByLabel("Model", { exact: true }).fill("m");
  await page.getByLabel("Passes", { exact: true }).fill("2");
  await page.getByRole("button", { name: "Try one edit" }).click();
  await page.locator("[data-trial=done]").getByText("SC, attempt 1").first().waitFor();
  expect(await page.locator("[data-trial=done]").getByText('"reasoning":"digest').count()).toBe(4);
  await shoot("tried-desktop");
  await page.getByRole("button", { name: "Add scorer" }).click();
  await page.getByRole("heading", { level: 1, name: /live judge/ }).waitFor();

  judge.requests.length = 0;
  held = [];
  await page.getByRole("button", { name: "Run live judge" }).click();
  await page.getByText(`${CANDIDATES * 2} to do. About ${CANDIDATES * 4} calls.`).waitFor();
  await page.getByLabel("At once").fill("2");
  await shoot("judge-dialog-desktop");
  await page.getByRole("button", { name: "Start the run" }).click();
  await poll("two candidates are asked for", async () => held?.length === 2);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("Paused. What was in work is still being finished.").waitFor();
  const waiting = held;
  held = null;
  for (const release of waiting) release();
  await page.getByText("Paused. Nothing is asked until you resume.").waitFor();
  await page.getByText(`4 of ${CANDIDATES * 2} passes`).waitFor();
  await shoot("paused-desktop");
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Done. Every pass has a score.").waitFor();
  expect(judge.requests).toHaveLength(CANDIDATES * 4);
});

test("a run is cancelled only after it was asked for twice", async () => {
  await page.getByRole("link", { name: "live judge" }).click();
  held = [];
  await page.getByRole("button", { name: "Run live judge" }).click();
  await page.getByLabel("Passes", { exact: true }).fill("3");
  await page.getByText(`${CANDIDATES} to do.`).waitFor();
  await page.getByRole("button", { name: "Start the run" }).click();
  await page.getByRole("button", { name: "Cancel run …" }).click();
  await page.getByText("What was scored is kept").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cancel run …" }).click();
  await page.getByRole("button", { name: "Cancel run", exact: true }).click();
  await page.getByText("Cancelled. What was scored is kept.").waitFor();
  const waiting = held;
  held = null;
  for (const release of waiting) release();
  await poll("the job has let go", async () => (await stack.database.db.scoringRun.count({ where: { atWork: true } })) === 0);
});

test("failures stand by reason with examples, and each leads to every reply of the judge as it came", async () => {
  const judge = await makeJudge();
  const candidates = await stack.database.db.candidate.findMany({ orderBy: { id: "asc" } });
  const run = await makeFinishedRun(stack.project.id, judge, candidates.map(({ id }) => id));
  await page.goto(`${stack.address}/projects/judged/scorers`);
  await page.getByLabel("Kind").selectOption("vlm");
  const table = page.getByRole("region", { name: "Scorers" });
  await expect.poll(() => table.locator("tbody tr").count()).toBe(3);
  const row = table.getByRole("row", { name: /Two passes of EditScore/ });
  await row.getByText(`${CANDIDATES} of ${CANDIDATES}`).waitFor();
  await row.getByRole("link", { name: "done" }).click();
  await page.getByText("Done, but 1 pass has no score.").waitFor();
  await page.getByRole("row", { name: /judge_refused/ }).waitFor();
  await shoot("judge-run-desktop");
  await page.getByRole("link", { name: `${candidates[0]!.externalId}, pass 2` }).click();
  await page.getByRole("heading", { name: "Pass 2" }).waitFor();
  await page.getByText("I'm sorry, but I can't assist with that request.").waitFor();
  expect(await page.getByText('{"reasoning": "The mug is red.", "score": [20, 22]}').count()).toBe(1);
  await shoot("replies-desktop");
  await page.goto(`${stack.address}/projects/judged/scorers/${judge.id}`);
  await page.getByRole("link", { name: "Failures only" }).click();
  await expect.poll(() => page.getByRole("region", { name: "Candidates, the lowest first" }).locator("tbody tr").count()).toBe(1);
  await shoot("judge-desktop");
  expect(run.failedCount).toBe(1);
});

test("on a phone nothing scrolls sideways, in the dark and in Chinese as well", async () => {
  const { db } = stack.database;
  const judge = await db.scorerVersion.findFirstOrThrow({ where: { scorer: { name: "judge" } } });
  const run = await db.scoringRun.findFirstOrThrow({ where: { scorerVersionId: judge.id } });
  const failure = await db.scoreFailure.findFirstOrThrow();
  const context = await stack.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark", storageState: await page.context().storageState() });
  await context.addCookies([{ name: "locale", value: "zh", url: stack.address }]);
  const phone = await context.newPage();
  const base = "/projects/judged/scorers";
  for (const [name, path, heading] of [["list", base, /^评分器/], ["new", `${base}/new`, "添加评分器"], ["scorer", `${base}/${judge.id}`, /^judge/], ["run", `${base}/runs/${run.id}`, /^评分批次：judge/], ["replies", `${base}/${judge.id}/candidates/${failure.candidateId}`, /judge 的回复/]] as const) {
    await phone.goto(stack.address + path);
    await phone.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0);
    expect(await phone.locator("body").innerText(), name).not.toMatch(/\b(scorers|manage|shell|errors)\.[a-z]\w*/i);
    await shoot(`${name}-phone-dark`, phone);
  }
  await context.close();
});
