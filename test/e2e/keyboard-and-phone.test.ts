import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { type JudgingStack, poll, startJudgingStack, waitForUnit } from "./judging-stack.ts";

const EMAIL = "annotator@example.org";
const PASSWORD = "correct horse battery";
const SESSION = 20;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** A thumb that holds the phone reaches this far up. */
const THUMB_FROM = PHONE.viewport.height * 0.5;

let stack: JudgingStack;

beforeAll(async () => {
  stack = await startJudgingStack({ items: 8 });
  await stack.database.db.project.update({ where: { id: stack.project.id }, data: { judgmentsPerPerson: SESSION } });
});
afterAll(() => stack?.stop());

const countStored = () => stack.database.db.judgment.count();

/** Presses Tab until an element with this text has the focus. */
async function tabTo(page: Page, text: RegExp): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  for (let pressed = 0; !text.test(await focused()); pressed += 1) {
    if (pressed === 60) throw new Error(`Tab does not come to ${text}.`);
    await page.keyboard.press("Tab");
  }
}

test("a session of 20 comparisons from signing in to signing out needs no mouse", async () => {
  const user = await createUser(stack.database.db, { email: EMAIL, password: PASSWORD });
  await stack.database.db.member.create({ data: { projectId: stack.project.id, userId: user.id, role: "ANNOTATOR" } });
  const page = await (await stack.browser.newContext({ viewport: { width: 1_440, height: 900 } })).newPage();
  const pointed: string[] = [];
  await page.exposeFunction("notePointer", (type: string) => pointed.push(type));
  await page.addInitScript(() => {
    const { notePointer } = window as unknown as { notePointer(type: string): void };
    for (const type of ["pointerdown", "pointermove", "mousedown", "mousemove", "wheel", "touchstart"]) window.addEventListener(type, () => notePointer(type), { capture: true });
  });
  await page.goto(`${stack.address}/signin?next=/judge`);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("email");
  await page.keyboard.type(EMAIL);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/judge/${stack.project.slug}`);
  let unit = "";
  for (let judged = 0; judged < SESSION; judged += 1) {
    unit = await waitForUnit(page, unit);
    for (const key of ["1", "Shift+Digit3", "2", "4", "Backspace", "1", "Enter"]) await page.keyboard.press(key);
  }
  await page.getByRole("heading", { name: "Thank you. You have done your part." }).waitFor();
  expect(await countStored()).toBe(SESSION);
  await tabTo(page, /^Sign out$/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/signout");
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await tabTo(page, /^Sign out$/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/signin**");
  expect(pointed).toEqual([]);
  await page.context().close();
});

type Point = { x: number; y: number };
/** Moves fingers over the screen, one path each. */
async function touch(touches: CDPSession, paths: [Point, Point][]): Promise<void> {
  const at = (share: number) => paths.map(([from, to], id) => ({ id, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
  await touches.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
  for (const share of [0.25, 0.5, 0.75, 1]) await touches.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(share) });
  await touches.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

test("on a phone one thumb judges: a tap flips, a swipe goes on, two fingers zoom, and all that answers lies under the thumb", async () => {
  const { context, page } = await stack.join(PHONE);
  const touches = await context.newCDPSession(page);
  const pane = page.locator("figure").filter({ visible: true });
  const tab = () => page.getByRole("tablist", { name: "Picture" }).getByRole("tab", { selected: true }).innerText();
  const zoom = () => pane.locator("[data-zoom]").evaluate((stage) => Number((stage as HTMLElement).dataset.zoom));
  const before = await countStored();
  let unit = await waitForUnit(page);
  const box = (await pane.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const beside = (dx: number): Point => ({ x: middle.x + dx, y: middle.y });

  expect(await tab()).toBe("A");
  await page.touchscreen.tap(middle.x, middle.y);
  await expect.poll(tab).toBe("B");
  await page.touchscreen.tap(middle.x, middle.y);
  await expect.poll(tab).toBe("A");
  await touch(touches, [[beside(-60), beside(60)]]);
  await expect.poll(tab).toBe("Source");
  await touch(touches, [[beside(60), beside(-60)]]);
  await expect.poll(tab).toBe("A");
  await touch(touches, [[beside(-30), beside(-110)], [beside(30), beside(110)]]);
  await expect.poll(zoom).toBeGreaterThan(2);
  const zoomed = await zoom();
  await page.getByRole("tab", { name: "B", exact: true }).tap();
  expect(await zoom()).toBe(zoomed);
  await touch(touches, [[beside(-110), beside(-20)], [beside(110), beside(20)]]);
  await expect.poll(zoom).toBeLessThan(zoomed);

  for (let judged = 1; judged <= 2; judged += 1) {
    const send = page.getByRole("button", { name: /^Send/ });
    for (let question = 0; question < 4; question += 1) {
      const answers = page.getByRole("radio").filter({ visible: true });
      expect(await answers.count()).toBe(5);
      for (const answer of [...(await answers.all()), send]) {
        const { y, height } = (await answer.boundingBox())!;
        expect(y).toBeGreaterThan(THUMB_FROM);
        expect(y + height).toBeLessThanOrEqual(PHONE.viewport.height);
        expect(height).toBeGreaterThanOrEqual(24);
      }
      const left = page.getByRole("radio", { name: "A", exact: true }).filter({ visible: true });
      expect((await left.boundingBox())!.height).toBeGreaterThanOrEqual(40);
      await left.tap();
    }
    await send.tap();
    await poll("the answer is stored", async () => (await countStored()) === before + judged);
    unit = await waitForUnit(page, unit);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await context.close();
});
