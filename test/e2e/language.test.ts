import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvite } from "#lib/annotator/index.ts";
import { createUser } from "#lib/auth/index.ts";
import { type JudgingStack, poll, startJudgingStack } from "./judging-stack.ts";

const EMAIL = "researcher@example.org";
const PASSWORD = "correct horse battery";
const INSTRUCTION = "把杯子变成红色。";
const TRANSLATION = "Make the mug red.";

let stack: JudgingStack;
let context: BrowserContext;
let page: Page;
const noise: string[] = [];

async function openPage(from: BrowserContext): Promise<Page> {
  const opened = await from.newPage();
  opened.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  opened.on("pageerror", (error) => noise.push(error.message));
  return opened;
}

const languageOf = () => page.evaluate(() => document.documentElement.lang);
const translation = () => page.getByText(TRANSLATION);

beforeAll(async () => {
  stack = await startJudgingStack({ items: 2 });
  await stack.database.db.item.updateMany({ data: { instruction: INSTRUCTION, language: "zh", translation: TRANSLATION } });
  const owner = await createUser(stack.database.db, { email: EMAIL, password: PASSWORD });
  await stack.database.db.member.create({ data: { projectId: stack.project.id, userId: owner.id, role: "OWNER" } });
  context = await stack.browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: "en-GB" });
  page = await openPage(context);
});
afterAll(() => stack?.stop());

test("a stranger changes the language before joining, and joins in it", async () => {
  const { path } = await createInvite("operator", stack.project.id, { maxUses: 1 });
  await page.goto(`${stack.address}${path}`);
  await page.getByRole("button", { name: "Start judging" }).waitFor();
  expect(await languageOf()).toBe("en");
  await page.getByLabel("Language").selectOption("zh");
  await page.getByRole("button", { name: "开始标注" }).waitFor();
  expect(await languageOf()).toBe("zh");
  await page.getByRole("button", { name: "开始标注" }).click();
  await page.waitForURL(`**/judge/${stack.project.slug}`);
});

test("one comparison is judged in Chinese, by keys", async () => {
  const option = page.getByRole("radio", { name: /都不好/ }).filter({ visible: true }).first();
  await poll("the pictures are decoded", () => option.isEnabled({ timeout: 1_000 }).catch(() => false));
  for (const name of ["指令遵循", "其余保持", "画面质量", "总体"]) expect(await page.getByRole("radiogroup", { name }).filter({ visible: true }).count(), name).toBe(1);
  expect(await page.title()).toBe("标注 · Juxta");
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("A 更好（按住 Shift：明显更好）").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("main[data-overlay=none]").waitFor();
  for (const key of ["1", "Shift+Digit3", "2", "1"]) await page.keyboard.press(key);
  await page.getByText("明显", { exact: true }).filter({ visible: true }).waitFor();
  await page.keyboard.press("Enter");
  await poll("the answer is stored", async () => (await stack.database.db.judgment.count()) === 1);
  await page.getByText("已全部保存").waitFor();
});

test("the translation is out of sight for who reads the instruction's language, and T shows it", async () => {
  await page.getByText(INSTRUCTION).waitFor();
  expect(await translation().count()).toBe(0);
  await page.keyboard.press("t");
  await translation().waitFor();
  await page.keyboard.press("t");
  await expect.poll(() => translation().count()).toBe(0);
});

test("the choice is the person's: changed while judging, it is stored once and the answers on screen stay", async () => {
  await page.keyboard.press("1");
  await page.getByLabel("语言").selectOption("en");
  await page.getByText("All saved").waitFor();
  expect(await languageOf()).toBe("en");
  expect(await page.getByRole("radio", { name: "A" }).filter({ visible: true }).first().getAttribute("aria-checked")).toBe("true");
  await translation().waitFor();
  await page.getByLabel("Language").selectOption("zh");
  await page.getByText("已全部保存").waitFor();
  const person = await stack.database.db.user.findFirstOrThrow({ where: { email: null } });
  expect(person.locale).toBe("zh");
  const written = await stack.database.db.auditEntry.findMany({ where: { action: "locale_set" }, orderBy: { id: "asc" } });
  expect(written.map((entry) => entry.detail)).toEqual([{ locale: "en" }, { locale: "zh" }]);
  await context.close();
});

test("a browser that prefers Chinese gets it unasked, also for what the server refuses", async () => {
  context = await stack.browser.newContext({ viewport: { width: 1_440, height: 900 }, locale: "zh-CN" });
  page = await openPage(context);
  await page.goto(`${stack.address}/signin?next=/projects/judged/report`);
  expect(await languageOf()).toBe("zh");
  await page.getByLabel("邮箱").fill(EMAIL);
  await page.getByLabel("密码").fill("wrong password");
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("邮箱与密码不匹配。").waitFor();
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.waitForURL("**/projects/judged/report");
});

test("the researcher reads the report in Chinese, and no page says a word of it in English", async () => {
  await page.getByRole("heading", { name: "报告", exact: true }).waitFor();
  await page.getByText(/还没有一组对比有两条标注/).waitFor();
  for (const heading of ["打分模型与人的对照", "生成模型", "标注者之间的一致性", "这些数字的计算方法"]) await page.getByRole("heading", { name: heading }).first().waitFor();
  await page.getByRole("columnheader", { name: "95% 区间" }).first().waitFor();
  const comparison = await stack.database.db.comparison.findFirstOrThrow({ where: { unit: { judgments: { some: {} } } } });
  const annotator = await stack.database.db.user.findFirstOrThrow({ where: { email: null } });
  for (const [section, heading] of Object.entries({ [`/comparisons/${comparison.id}`]: INSTRUCTION, [`/people/${annotator.id}`]: annotator.pseudonym, "": "Which edit is better?", "/items": "条目", "/comparisons": "对比", "/imports": "导入", "/people": "成员", "/settings": "设置" })) {
    await page.goto(`${stack.address}/projects/judged${section}`);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    // A key that a component was not sent would stand on the page by its name.
    expect(await page.locator("body").innerText()).not.toMatch(/\b(shell|manage|judge|errors|imports|people|person|comparison|comparisons|settings|report|dimensions)\.[a-z]\w*/i);
  }
});

test("a refused form says why in Chinese, beside the field", async () => {
  await page.goto(`${stack.address}/projects/new`);
  await page.getByLabel("名称").fill("Trial");
  await page.getByLabel("地址").fill("Not An Address");
  await page.getByRole("button", { name: "新建项目" }).click();
  await page.getByText("项目未能新建，请检查标出的字段。").waitFor();
  await page.getByText("请使用小写字母、数字和连字符，最多 63 个字符。").waitFor();
});

test("on a phone the Chinese pages do not scroll sideways", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const section of ["", "/items", "/report", "/people", "/settings"]) {
    await page.goto(`${stack.address}/projects/judged${section}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), section).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test("the browser had nothing to complain about", () => {
  expect(noise.filter((line) => !line.includes("401"))).toEqual([]);
});
