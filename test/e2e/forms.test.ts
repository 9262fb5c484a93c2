import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { saveForm } from "#lib/form/index.ts";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";

let stack: JudgingStack;

beforeAll(async () => {
  stack = await startJudgingStack({ items: 2, candidatesPerItem: 4, project: { overlap: 20, dimensions: ["prompt_following", "overall"] } });
});
afterAll(() => stack?.stop());

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Joins under a form of these blocks, answers one unit, and reads what is stored of it. */
async function answerUnder(blocks: object[], answer: (page: Page) => Promise<void>, options?: Parameters<JudgingStack["join"]>[0]) {
  const { db } = stack.database;
  await saveForm("operator", stack.project.id, { blocks });
  if (blocks.some((block) => "size" in block)) await poll("rankings are prepared", async () => (await db.slot.count({ where: { unit: { kind: "RANKING" } } })) > 0);
  const { context, page } = await stack.join(options);
  const before = await waitForUnit(page);
  await answer(page);
  await waitForUnit(page, before);
  const handed = await db.handedOut.findUniqueOrThrow({ where: { leaseId: before } });
  const find = () => db.judgment.findFirst({ where: { annotatorId: handed.annotatorId }, include: { verdicts: true } });
  await poll("the answer is stored", async () => (await find()) !== null);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await context.close();
  const stored = (await find())!;
  return { shown: handed.shown, stored, answer: stored.answer as Record<string, unknown> };
}

test("a pair offers what its form offers, with reasons and a comment, by keyboard alone", async () => {
  const { stored, answer } = await answerUnder([{ kind: "pair", bothBad: false, reasons: ["seam", "wrong light"], comment: true }], async (page) => {
    expect(await page.getByRole("radio", { name: /both bad/ }).count()).toBe(0);
    await press(page, "4", "Shift+Digit1");
    await page.getByRole("button", { name: "wrong light" }).focus();
    await press(page, "Enter");
    await page.getByLabel("Comment: Overall").focus();
    await page.keyboard.type("the shadow, 1 of 2");
    await press(page, "Enter", "2", "Enter");
  });
  expect(stored.verdicts.map(({ dimension, value, strength }) => [dimension, value === "TIE", strength]).sort()).toEqual([["overall", true, null], ["prompt_following", false, 2]]);
  expect(answer).toEqual({ reasons: { overall: ["wrong light"] }, comments: { overall: "the shadow, 1 of 2" } });
});

test("ratings: digits answer and move on, Shift+0 is ten", async () => {
  const { shown, answer } = await answerUnder([{ kind: "rate", scale: "0-10", anchors: { 0: "nothing done", 10: "perfect" } }], (page) => press(page, "7", "Shift+Digit0", "0", "3", "Enter"));
  expect(answer).toEqual({ ratings: { [shown[0]!]: { prompt_following: 7, overall: 0 }, [shown[1]!]: { prompt_following: 10, overall: 3 } } });
});

test("criteria: named, then scored by digits", async () => {
  const { shown, answer } = await answerUnder([{ kind: "criteria", min: 2, max: 3 }], async (page) => {
    for (const [name, number] of [["light", 1], ["edges", 2]] as const) {
      await page.getByLabel(`Name of criterion ${number}`).focus();
      await page.keyboard.type(name);
      await press(page, "Enter");
    }
    await press(page, "1", "2", "3", "Shift+Digit0", "Enter");
  });
  expect(answer).toEqual({ criteria: [{ name: "light", scores: { [shown[0]!]: 1, [shown[1]!]: 2 } }, { name: "edges", scores: { [shown[0]!]: 3, [shown[1]!]: 10 } }] });
});

test("critiques: scores by digits, words in fields, Ctrl+Enter sends from a field", async () => {
  const { shown, answer } = await answerUnder([{ kind: "critique" }], async (page) => {
    await press(page, "4", "5", "6", "7");
    await page.getByLabel("Critique, B").focus();
    await page.keyboard.type("too dark");
    await press(page, "Control+Enter");
  });
  expect(answer).toEqual({
    critiques: { [shown[0]!]: { following: 4, quality: 5, critique: "", betterInstruction: "", stop: false }, [shown[1]!]: { following: 6, quality: 7, critique: "too dark", betterInstruction: "", stop: false } },
  });
});

test("regions: a fault is boxed by keys on one edit, and the other has none", async () => {
  const { shown, stored, answer } = await answerUnder([{ kind: "pair" }, { kind: "regions" }], async (page) => {
    await press(page, "1", "3", "m");
    await page.locator('[data-marking="0"]').focus();
    await press(page, "n");
    await page.getByLabel("Note on region A 1").focus();
    await page.keyboard.type("a seam");
    await page.getByRole("button", { name: "No faults on B" }).focus();
    await press(page, "Enter");
    await page.getByRole("button", { name: /^Send/ }).focus();
    await press(page, "Enter");
  });
  expect(stored.verdicts).toHaveLength(2);
  const { regions } = answer as { regions: Record<string, object[]> };
  expect(regions[shown[0]!]).toMatchObject([{ note: "a seam", shape: { kind: "box" } }]);
  expect(regions[shown[1]!]).toEqual([]);
});

test("a combined form is answered from top to bottom, its pictures keep half of the page", async () => {
  const { stored, answer } = await answerUnder([{ kind: "pair" }, { kind: "rate", dimensions: ["overall"] }, { kind: "critique" }], async (page) => {
    const box = (await page.locator("figure").filter({ visible: true }).first().boundingBox())!;
    expect(box.height).toBeGreaterThanOrEqual(440);
    await press(page, "1", "3", "4", "2", "1", "2", "3", "4", "Enter");
  });
  expect(stored.verdicts).toHaveLength(2);
  expect(Object.keys(answer).sort()).toEqual(["critiques", "ratings"]);
});

test("a ranking is typed, copied and stored by candidate; faults are named in words", async () => {
  const { shown, answer } = await answerUnder([{ kind: "rank", size: 4 }], async (page) => {
    const problem = page.locator("#note-prompt_following");
    await page.keyboard.type("3,11");
    await expect.poll(() => problem.innerText()).toBe("1 stands more than once");
    await press(page, "Backspace", "2");
    await expect.poll(() => problem.innerText()).toBe("4 is missing");
    await page.keyboard.type("||4");
    await expect.poll(() => problem.innerText()).toBe("Tier 3 is empty");
    await press(page, "ArrowLeft", "Backspace");
    await expect.poll(() => problem.innerText()).toBe("5 preferences, 1 tie");
    await press(page, "ArrowDown", "s", "Enter");
  });
  const tiers = [[shown[2]], [shown[0], shown[1]].sort(), [shown[3]]];
  expect(answer).toEqual({ tiers: { prompt_following: tiers, overall: tiers } });
});

test("a ranking is dragged into tiers, and arrow keys move a candidate that has the focus", async () => {
  const { shown, answer } = await answerUnder([{ kind: "rank", size: 4, dimensions: ["overall"] }], async (page) => {
    await page.keyboard.type("1|2|3");
    const chip = (place: number) => page.locator(`[data-chip="${place}"]`);
    const from = (await chip(4).boundingBox())!;
    const to = (await chip(2).boundingBox())!;
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 12, to.y + 12, { steps: 5 });
    await page.mouse.up();
    const field = page.getByLabel("Ranking: Overall");
    await expect.poll(() => field.inputValue()).toBe("1|24|3");
    await chip(3).focus();
    await press(page, "ArrowLeft");
    await expect.poll(() => field.inputValue()).toBe("1|243");
    await chip(1).focus();
    await press(page, "Delete", "ArrowRight");
    await expect.poll(() => field.inputValue()).toBe("243|1");
    await field.focus();
    await press(page, "Enter");
  });
  expect(answer).toEqual({ tiers: { overall: [[shown[1], shown[3], shown[2]].sort(), [shown[0]]] } });
});

test("on a phone candidates are tapped in order of preference, and a swipe shows the next picture", async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { shown, answer } = await answerUnder(
    [{ kind: "rank", size: 4, dimensions: ["overall"] }],
    async (page) => {
      await page.getByRole("tab", { name: "3", exact: true }).tap();
      for (const place of [2, 1]) await page.getByRole("button", { name: `Picture ${place} next` }).tap();
      await page.getByRole("button", { name: "= equal" }).tap();
      for (const place of [4, 3]) await page.getByRole("button", { name: `Picture ${place} next` }).tap();
      await expect.poll(() => page.getByLabel("Ranking so far").innerText()).toBe("2 › 1=4 › 3");
      await page.getByRole("button", { name: /^Send/ }).tap();
    },
    phone,
  );
  expect(answer).toEqual({ tiers: { overall: [[shown[1]], [shown[0], shown[3]].sort(), [shown[2]]] } });
});
