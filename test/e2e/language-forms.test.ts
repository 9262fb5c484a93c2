import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvite } from "#lib/annotator/index.ts";
import { saveForm } from "#lib/form/index.ts";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";

const WIDE = { viewport: { width: 1_440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** Names, keys, units and instructions: what a Chinese page may write in Latin letters. */
const LATIN = /^(Juxta|English|Which edit is better\?|Enter|Esc|Space|px|[A-Z])$/;

let stack: JudgingStack;
const noise: string[] = [];

/** Joins in Chinese under a form of these blocks. */
async function judgeUnder(blocks: object[], options: BrowserContextOptions): Promise<Page> {
  await saveForm("operator", stack.project.id, { blocks });
  if (blocks.some((block) => "size" in block)) await poll("rankings are prepared", async () => (await stack.database.db.slot.count({ where: { unit: { kind: "RANKING" } } })) > 0);
  const { path } = await createInvite("operator", stack.project.id, { maxUses: 1 });
  const page = await (await stack.browser.newContext({ locale: "zh-CN", ...options })).newPage();
  page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  await page.goto(`${stack.address}${path}`);
  await page.getByRole("button", { name: "开始标注" }).click();
  await page.waitForURL(`**/judge/${stack.project.slug}`);
  await waitForUnit(page);
  return page;
}

/** English words of the page: of its texts, of what screen readers say, and of what hovering and empty fields show. */
async function englishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement!;
      if (element.closest("script, style, [lang], kbd, option")) continue;
      if (node instanceof Text) found.push(node.data);
      else found.push(...["aria-label", "aria-valuetext", "title", "placeholder", "alt"].flatMap((name) => element.getAttribute(name) ?? []));
    }
    return found;
  });
  return texts.filter((text) => !/\p{Script=Han}/u.test(text) && /[A-Za-z]{2,}/.test(text) && !LATIN.test(text.trim()));
}

beforeAll(async () => {
  stack = await startJudgingStack({ items: 2, candidatesPerItem: 3, project: { overlap: 20, dimensions: ["prompt_following", "overall"] } });
  await stack.database.db.item.updateMany({ data: { instruction: "把杯子变成红色。", language: "zh" } });
});
afterAll(() => stack?.stop());

test("every kind of question, the marking of faults, and one's own answers are in Chinese", async () => {
  const page = await judgeUnder([{ kind: "pair", strength: true, comment: true }, { kind: "rate", dimensions: ["overall"] }, { kind: "criteria", min: 1, max: 3 }, { kind: "critique" }, { kind: "regions" }], WIDE);
  const unit = await waitForUnit(page);
  expect(await englishOn(page)).toEqual([]);
  await page.keyboard.press("m");
  await page.locator('[data-marking="0"]').focus();
  await page.keyboard.press("n");
  await page.keyboard.press("t");
  await page.getByLabel("区域 A 1 的类型").selectOption({ label: "未做到" });
  await page.getByRole("button", { name: "B 没有缺陷" }).click();
  expect(await englishOn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  for (const name of ["指令遵循", "总体"]) await page.getByRole("radiogroup", { name, exact: true }).getByRole("radio", { name: "相同" }).click();
  for (const name of ["总体，A", "总体，B"]) await page.getByRole("radiogroup", { name }).getByRole("radio", { name: "3", exact: true }).click();
  await page.getByLabel("标准 1 的名称").fill("光线");
  for (const name of ["标准 1，A", "标准 1，B", "指令遵循，A", "画面质量，A", "指令遵循，B", "画面质量，B"]) await page.getByRole("radiogroup", { name }).getByRole("radio", { name: "7", exact: true }).click();
  await page.getByRole("button", { name: /^提交/ }).click();
  await waitForUnit(page, unit);
  await page.getByText("已全部保存").waitFor();
  await page.keyboard.press("h");
  await page.getByRole("dialog", { name: "我的答案" }).getByText("光线：A 7，B 7").waitFor();
  expect(await englishOn(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator("main[data-overlay=none]").waitFor();
  await page.keyboard.press("g");
  await page.getByRole("complementary", { name: "标注指南" }).getByRole("heading", { name: "指令遵循" }).waitFor();
  expect(await englishOn(page)).toEqual([]);
  await page.context().close();
});

test.each([["a wide screen", WIDE], ["a phone", PHONE]])("a ranking is made in Chinese on %s", async (_, options) => {
  const page = await judgeUnder([{ kind: "rank", size: 3, dimensions: ["overall"] }], options);
  expect(await englishOn(page)).toEqual([]);
  if (options === PHONE) {
    await page.getByRole("tab", { name: "原图" }).tap();
    for (const place of [2, 3]) await page.getByRole("button", { name: `接着选图 ${place}` }).tap();
  } else await page.keyboard.type("2|3");
  await page.getByText("缺少 1").waitFor();
  if (options === PHONE) await page.getByRole("button", { name: "接着选图 1" }).tap();
  else await page.keyboard.type("1");
  await page.getByText(options === PHONE ? "3 对有先后，0 对相同" : "2 对有先后，1 对相同").waitFor();
  expect(await englishOn(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.context().close();
});

test("the browser had nothing to complain about", () => {
  expect(noise).toEqual([]);
});
