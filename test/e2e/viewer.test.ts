import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type JudgingStack, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";

let stack: JudgingStack;
let context: BrowserContext;
let page: Page;

const panes = () => page.locator("figure").filter({ visible: true });
/** Zoom and place of every pane, to half a pixel: columns may differ by a fraction of one. */
const transforms = () => panes().locator("[data-zoom]").evaluateAll((stages) => stages.map((stage) => (stage as HTMLElement).style.transform.replaceAll(/-?[\d.]+/g, (number) => String(Math.round(Number(number) * 2) / 2))));
const zooms = () => panes().locator("[data-zoom]").evaluateAll((stages) => stages.map((stage) => Number((stage as HTMLElement).dataset.zoom)));
const pictures = () => panes().evaluateAll((figures) => figures.map((figure) => figure.querySelector("img")?.getAttribute("src") ?? ""));

beforeAll(async () => {
  stack = await startJudgingStack({ items: 3 });
  ({ context, page } = await stack.join());
  await waitUntilArmed(page);
});
afterAll(() => stack?.stop());

beforeEach(async () => {
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "Source, A and B" }).click();
  await expect.poll(async () => [...(await zooms()), ...(await pictures()).filter(Boolean)].length).toBe(6);
});

test("zooming one picture zooms all three to the same place, and the arrows move all three", async () => {
  const box = (await panes().nth(1).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
  await page.mouse.wheel(0, -800);
  await expect.poll(async () => (await zooms())[0]).toBeGreaterThan(2);
  const zoomed = await transforms();
  expect(zoomed).toHaveLength(3);
  expect(new Set(zoomed).size).toBe(1);
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await transforms())[0]).not.toBe(zoomed[0]);
  expect(new Set(await transforms()).size).toBe(1);
  const beforeDrag = await transforms();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await transforms())[0]).not.toBe(beforeDrag[0]);
  expect(new Set(await transforms()).size).toBe(1);
  await page.keyboard.press("f");
  await expect.poll(async () => (await zooms())[0]).toBe(1);
});

test("lines between pixels appear past 400 %, and the percentage is of picture pixels", async () => {
  expect(await page.locator("[data-pixel-grid]").count()).toBe(0);
  for (let press = 0; press < 14; press += 1) await page.keyboard.press("+");
  await expect.poll(() => page.locator("[data-pixel-grid]").filter({ visible: true }).count()).toBe(3);
  expect(Number(await page.locator("[data-percent]").getAttribute("data-percent"))).toBeGreaterThan(400);
  await page.keyboard.press("z");
  await expect.poll(() => page.locator("[data-percent]").getAttribute("data-percent")).toMatch(/^(100|[1-9]\d\d?)$/);
});

test("holding Space shows the source in the places of A and B; holding V shows A and B in turn", async () => {
  const [source, a, b] = await pictures();
  await page.keyboard.down("Space");
  await expect.poll(pictures).toEqual([source, source, source]);
  await page.keyboard.up("Space");
  await expect.poll(pictures).toEqual([source, a, b]);
  const seen = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const order: string[] = [];
        const image = () => document.querySelectorAll("figure")[1]?.querySelector("img")?.getAttribute("src") ?? "";
        const watch = () => {
          if (order.at(-1) !== image()) order.push(image());
          if (order.length >= 4) resolve(order);
          else requestAnimationFrame(watch);
        };
        watch();
      }),
  );
  await page.keyboard.down("v");
  expect(new Set(await seen)).toEqual(new Set([a, b]));
  await page.keyboard.up("v");
  await expect.poll(pictures).toEqual([source, a, b]);
});

test("one picture at a time: X flips it, and the label says which it is", async () => {
  const [, a, b] = await pictures();
  await page.getByRole("button", { name: /One at a time/ }).click();
  await expect.poll(pictures).toEqual([a]);
  expect(await panes().locator("figcaption").innerText()).toMatch(/^A/);
  await page.keyboard.press("x");
  await expect.poll(pictures).toEqual([b]);
  expect(await panes().locator("figcaption").innerText()).toMatch(/^B/);
  await page.keyboard.press("x");
});

test("the wipe lays B over A right of a line that the slider moves", async () => {
  const [, a, b] = await pictures();
  await page.keyboard.press("w");
  const layers = panes().locator("img");
  await expect.poll(() => layers.evaluateAll((images) => images.map((image) => image.getAttribute("src")))).toEqual([a, b]);
  const clip = () => layers.nth(1).evaluate((image) => image.style.clipPath);
  const middle = await clip();
  expect(middle).toMatch(/^inset\(0(px)? 0(px)? 0(px)? [\d.]+%\)$/);
  await page.getByRole("slider", { name: "Wipe between A and B" }).focus();
  for (let press = 0; press < 20; press += 1) await page.keyboard.press("ArrowLeft");
  await expect.poll(clip).not.toBe(middle);
  await page.keyboard.press("w");
  await expect.poll(() => panes().count()).toBe(3);
});

test("the change map lies over A and B at the chosen opacity, brightness over all, and both end with the comparison", async () => {
  await page.keyboard.press("c");
  const veils = page.locator("[data-change-map]").filter({ visible: true });
  await expect.poll(() => veils.count()).toBe(2);
  await page.getByRole("slider", { name: "Opacity of the changes" }).fill("0.35");
  await expect.poll(() => veils.first().evaluate((veil) => veil.style.opacity)).toBe("0.35");
  await page.keyboard.press("b");
  await expect.poll(() => panes().first().locator("img").evaluate((image) => image.style.filter)).toContain("brightness");
  for (const key of ["1", "1", "1", "1", "Enter"]) await page.keyboard.press(key);
  await waitUntilArmed(page);
  await expect.poll(() => veils.count()).toBe(0);
  expect(await panes().first().locator("img").evaluate((image) => image.style.filter)).toBe("");
});

test("while pictures are on their way no key answers, and the page says why", async () => {
  const slow = await context.newPage();
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  await slow.route("**/api/picture/**", async (route) => {
    await gate;
    await route.continue();
  });
  await slow.goto(`${stack.address}/judge/judged`);
  await slow.getByText("Loading the pictures; you can answer in a moment.").waitFor();
  await slow.keyboard.press("1");
  expect(await slow.getByRole("radio", { checked: true }).count()).toBe(0);
  letThrough();
  await waitUntilArmed(slow);
  await slow.keyboard.press("1");
  await expect.poll(() => slow.getByRole("radio", { checked: true }).filter({ visible: true }).count()).toBe(1);
  await slow.close();
});
