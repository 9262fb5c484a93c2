import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { addOwner } from "#lib/project/index.ts";
import { type JudgingStack, poll, startJudgingStack } from "./judging-stack.ts";

const EMAIL = "owner@example.org";
const PASSWORD = "correct horse battery";
const ITEMS = 4;
const CANDIDATES = ITEMS * 3;

let stack: JudgingStack;
let page: Page;

const shoot = async (name: string) => {
  if (process.env.JUXTA_SCREENSHOTS) await page.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
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
afterAll(() => stack?.stop());

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
