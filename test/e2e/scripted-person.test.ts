import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoAccess, seedDemo } from "../../prisma/demo/seed-demo.ts";
import { openBrowser } from "./browser.ts";
import { poll } from "./judging-page.ts";
import { lookAtPair, pairOf } from "./look-at-pair.ts";
import { makeScriptedPerson, type Tally } from "./scripted-person.ts";
import { type Stack, startStack } from "./stack.ts";

const JUDGMENTS = 200;
const Z = 1.959963984540054;

let stack: Stack;
let browser: Browser;
let demo: DemoAccess;
let owner: Page;
let annotator: Page;
let tally: Tally;
/** The look of the better picture by pair. */
const gold = new Map<string, string>();

/** `npm run demo` in small: the same maker, with small pictures and more work left for people. */
beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  demo = await seedDemo({ home: stack.database.home, onProgress: () => {}, maxSide: 256, simulatedShare: 0.2 });
  owner = await (await browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const rowsOf = (page: Page, table: string) => page.getByRole("region", { name: table, exact: true }).locator("tbody tr");
/** The words of a table's row that begins with `name`, cell by cell, every space an ordinary one. */
async function readRow(table: string, name: string): Promise<string[]> {
  const cells = await rowsOf(owner, table).filter({ has: owner.getByRole("cell", { name, exact: true }) }).getByRole("cell").allInnerTexts();
  return cells.map((cell) => cell.replaceAll(/\s+/g, " ").trim());
}

const percent = (share: number, decimals: number) => `${(100 * share).toFixed(decimals)} %`;
/** Where a share lies z standard errors from what was counted: the two roots of (p − x)² n = z² x (1 − x). */
function formatWilson(count: number, n: number, decimals: number): string {
  const [a, b, c] = [n + Z ** 2, -(2 * count + Z ** 2), count ** 2 / n];
  const [low, high] = [-1, 1].map((sign) => (100 * (-b + sign * Math.sqrt(b ** 2 - 4 * a * c))) / (2 * a)) as [number, number];
  return `${low.toFixed(decimals)}–${high.toFixed(decimals)} %`;
}

test("the owner shows the scripted person the demo's gold: of each pair the one that changed the source is right", async () => {
  await owner.goto(`${stack.address}/signin?next=/projects/demo/quality`);
  await owner.getByLabel("E-mail address").fill(demo.email);
  await owner.getByLabel("Password").fill(demo.password);
  await owner.getByRole("button", { name: "Sign in" }).click();
  await rowsOf(owner, "Gold").first().waitFor();
  const listed = await rowsOf(owner, "Gold").evaluateAll((rows) => rows.map((row) => ({ href: row.querySelector("a")!.href, words: row.querySelectorAll("td")[1]!.innerText })));
  expect(listed.length).toBeGreaterThan(15);
  for (const { href, words } of listed) {
    await owner.goto(href);
    await owner.waitForFunction(() => document.querySelectorAll("figure img").length === 3);
    const seen = await lookAtPair(owner);
    const better = /Overall: A/.test(words) ? seen.left : seen.right;
    expect(better.change, words).toBe(Math.max(seen.left.change, seen.right.change));
    gold.set(pairOf(seen), better.look);
  }
  expect(gold.size).toBe(listed.length);
});

/** Waits for another unit than the last one to be answerable, its pictures on screen; polled with every frame, to be quick. */
async function waitForNext(page: Page, last: string): Promise<string> {
  const found = await page.waitForFunction((before) => {
    const panel = document.querySelector<HTMLElement>("[data-unit][data-armed=true]");
    const pictures = [...document.querySelectorAll("figure img")].filter((image) => image.getClientRects().length > 0);
    return panel && panel.dataset.unit !== before && pictures.length === 3 ? panel.dataset.unit : null;
  }, last);
  return (await found.jsonValue()) ?? "";
}

test("a scripted person judges 200 comparisons of the demo by looks and keys", async () => {
  annotator = await (await browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  await annotator.goto(`${stack.address}${demo.annotatorPath}`);
  await annotator.getByRole("button", { name: "Start judging" }).click();
  const person = makeScriptedPerson(gold);
  for (let unit = ""; person.tally.judged < JUDGMENTS; ) {
    unit = await waitForNext(annotator, unit);
    for (const key of [...person.answer(await lookAtPair(annotator)), "Enter"]) await annotator.keyboard.press(key);
  }
  await annotator.getByText("All saved").waitFor();
  ({ tally } = person);
  await poll("every answer is stored", async () => (await stack.database.db.judgment.count({ where: { simulated: false } })) === JUDGMENTS);
  expect(tally.gold.wrong).toBeGreaterThan(1);
  expect(tally.gold.skipped).toBeGreaterThan(0);
  expect(tally.repeats.reversed).toBeGreaterThan(0);
  expect(tally.repeats.n).toBeGreaterThan(tally.repeats.same);
});

test("the report says of people what the scripted person counted", async () => {
  const { left, sided, gold: answers, repeats } = tally;
  await owner.goto(`${stack.address}/projects/demo/report`);
  await owner.getByLabel("Whose judgments are counted").selectOption("people");
  await poll("the figures of people are on the page", async () => (await readRow("Quality of judging", "Took the left picture"))[3]?.startsWith(`${sided} `) ?? false);
  expect(await readRow("Quality of judging", "Took the left picture")).toEqual(["Took the left picture", percent(left / sided, 1), formatWilson(left, sided, 1), expect.stringMatching(new RegExp(`^${sided} `))]);
  expect(await readRow("Quality of judging", "Same answer to a repeat")).toEqual(["Same answer to a repeat", percent(repeats.same / repeats.n, 1), formatWilson(repeats.same, repeats.n, 1), `${repeats.n} repeats, ${repeats.reversed} reversed`]);
  const asked = answers.right + answers.wrong;
  expect(await readRow("Quality of judging", "Right on gold")).toEqual(["Right on gold", percent(answers.right / asked, 1), formatWilson(answers.right, asked, 1), `${asked} gold answers`]);
});

test("the person's page says the same", async () => {
  const { left, sided, gold: answers, repeats } = tally;
  await owner.goto(`${stack.address}/projects/demo/people`);
  await rowsOf(owner, "People").filter({ hasNotText: /simulated|researcher/ }).getByRole("link").first().click();
  await rowsOf(owner, "Measures").first().waitFor();
  expect(await readRow("Measures", "Took the left, Overall")).toEqual(["Took the left, Overall", percent(left / sided, 0), formatWilson(left, sided, 0), expect.stringMatching(new RegExp(`^${sided}; q = `))]);
  expect(await readRow("Measures", "Repeats the same, Overall")).toEqual(["Repeats the same, Overall", percent(repeats.same / repeats.n, 0), formatWilson(repeats.same, repeats.n, 0), `${repeats.same} of ${repeats.n}, ${repeats.reversed} reversed`]);
  const all = repeats.n + repeats.skipped;
  expect((await readRow("Measures", "Repeats the same, Rest kept"))[3]).toBe(`${all} of ${all}, 0 reversed`);
  // The mean of Beta(1 + right, 1 + wrong).
  const [, mean, , from] = await readRow("Measures", "Gold, right");
  expect(mean).toBe(percent((1 + answers.right) / (2 + answers.right + answers.wrong), 0));
  expect(from).toMatch(new RegExp(`^${answers.right} right, ${answers.wrong} wrong; advice: `));
  expect(await rowsOf(owner, "Gold answers").count()).toBe(answers.right + answers.wrong + answers.skipped);
  expect(await rowsOf(owner, "Gold answers").filter({ hasText: "✗ wrong" }).count()).toBe(answers.wrong);
  expect(await rowsOf(owner, "Repeats").count()).toBe(all);
});
