import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { FormDefinition, saveForm } from "#lib/form/index.ts";
import { claimLeases, type Region, submitJudgment } from "#lib/judgment/index.ts";
import { areaOf, boundsOf, contains } from "#lib/region/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { openBrowser } from "./browser.ts";
import { serveStory } from "./regions-story/serve-story.ts";

type Marks = { regions: Region[][]; done: boolean[] };

let story: Awaited<ReturnType<typeof serveStory>>;
let browser: Browser;
let page: Page;
let database: TestDatabase;
const noise: string[] = [];

const marks = async () => JSON.parse((await page.locator("main").getAttribute("data-marks")) ?? "null") as Marks;
const layer = (edit: number) => page.locator(`[data-marking="${edit}"]`);
const counts = async () => (await marks()).regions.map((list) => list.length);

/** Where a pixel of a picture is on the page now, by the place of the image itself. */
async function onPage(name: string, x: number, y: number): Promise<{ x: number; y: number }> {
  return page.getByAltText(`${name} picture`).evaluate((image, point) => {
    const { left, top, width, height } = image.getBoundingClientRect();
    const size = image as HTMLImageElement;
    return { x: left + (point.x * width) / size.naturalWidth, y: top + (point.y * height) / size.naturalHeight };
  }, { x, y });
}

/** Drags through pixels of a picture, with the first button. */
async function drag(name: string, points: [number, number][]): Promise<void> {
  for (const [index, [x, y]] of points.entries()) {
    const place = await onPage(name, x, y);
    await page.mouse.move(place.x, place.y, { steps: 5 });
    if (index === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

/** Zooms in at a pixel of a picture. */
async function zoomAt(name: string, x: number, y: number): Promise<void> {
  const place = await onPage(name, x, y);
  await page.mouse.move(place.x, place.y);
  await page.mouse.wheel(0, -1_100);
  await expect.poll(() => page.locator("[data-zoom]").first().evaluate((stage) => Number((stage as HTMLElement).dataset.zoom))).toBeGreaterThan(5);
}

beforeAll(async () => {
  [story, browser, database] = await Promise.all([serveStory(), openBrowser(), createTestDatabase()]);
  page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
  page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await story?.stop();
  await database?.drop();
});
beforeEach(async () => {
  await page.goto(story.address);
  await page.waitForFunction(() => [...document.images].length === 2 && [...document.images].every((image) => image.complete));
  await page.keyboard.press("m");
  await layer(1).waitFor();
});

test("a box and a painted area, drawn far zoomed in on an edit of another size, are at the right picture pixels", async () => {
  await zoomAt("B", 1_500, 500);
  await drag("B", [[1_480, 460], [1_530, 520]]);
  await expect.poll(counts).toEqual([0, 1]);
  const [box] = (await marks()).regions[1]!;
  expect(box).toMatchObject({ type: "artifact", severity: 0.5, shape: { kind: "box" } });
  const wanted = { x: 1_480, y: 460, width: 50, height: 60 };
  for (const [key, value] of Object.entries(boundsOf(box!.shape)!)) expect(Math.abs(value - wanted[key as keyof typeof wanted]), key).toBeLessThanOrEqual(2);

  await page.getByRole("button", { name: "Brush", exact: true }).click();
  await drag("B", [[1_500, 540], [1_560, 540], [1_560, 560]]);
  await expect.poll(counts).toEqual([0, 2]);
  const painted = (await marks()).regions[1]![1]!;
  expect(painted.shape).toMatchObject({ kind: "mask", width: 2_000, height: 2_000 });
  const scale = await page.getByAltText("B picture").evaluate((image) => image.getBoundingClientRect().width / 2_000);
  const radius = 12 / scale;
  const bounds = boundsOf(painted.shape)!;
  expect(Math.abs(bounds.x - (1_500 - radius))).toBeLessThanOrEqual(2);
  expect(Math.abs(bounds.y - (540 - radius))).toBeLessThanOrEqual(2);
  expect(Math.abs(bounds.x + bounds.width - (1_560 + radius))).toBeLessThanOrEqual(2);
  expect(Math.abs(bounds.y + bounds.height - (560 + radius))).toBeLessThanOrEqual(2);
  expect(contains(painted.shape, 1_530, 540)).toBe(true);
  expect(contains(painted.shape, 1_530, Math.round(540 + radius + 3))).toBe(false);

  // The next stroke adds to the selected area, with Alt it takes away, and Ctrl+Z brings back.
  const area = areaOf(painted.shape);
  await page.keyboard.down("Alt");
  await drag("B", [[1_500, 540], [1_520, 540]]);
  await page.keyboard.up("Alt");
  await expect.poll(async () => areaOf((await marks()).regions[1]![1]!.shape)).toBeLessThan(area);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => areaOf((await marks()).regions[1]![1]!.shape)).toBe(area);

  const project = await makeProject();
  await makeItem(project, ["a", "b"]);
  await saveForm("operator", project.id, FormDefinition.parse({ blocks: [{ kind: "pair" }, { kind: "regions" }] }));
  const candidates = await database.db.candidate.findMany({ where: { projectId: project.id } });
  await database.db.picture.updateMany({ where: { id: { in: candidates.map((candidate) => candidate.pictureId) } }, data: { width: 2_000, height: 2_000 } });
  const actor = await makeMember(project.id);
  const { leases } = await claimLeases(actor, project.slug, 1);
  const answer = { ...answerAll(project, leases[0]!.leaseId), parts: { regions: (await marks()).regions } };
  await submitJudgment(actor, answer);
  const stored = await database.db.judgment.findUniqueOrThrow({ where: { id: answer.id } });
  expect(stored.answer).toEqual({ regions: { [leases[0]!.shown[0]!]: [], [leases[0]!.shown[1]!]: (await marks()).regions[1] } });
});

test("by keys alone: N makes a box, arrows move it, Shift with arrows resizes, Delete removes, Escape ends", async () => {
  await layer(0).focus();
  await page.keyboard.press("n");
  await expect.poll(counts).toEqual([1, 0]);
  const boxOf = async () => boundsOf((await marks()).regions[0]![0]!.shape)!;
  const start = await boxOf();
  expect(Math.abs(start.x + start.width / 2 - 320)).toBeLessThanOrEqual(2);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect.poll(async () => (await boxOf()).y).toBeGreaterThan(start.y);
  const moved = await boxOf();
  expect(moved).toMatchObject({ width: start.width, height: start.height });
  expect(moved.x).toBeGreaterThan(start.x);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await boxOf()).width).toBeGreaterThan(start.width);
  await page.keyboard.press("Delete");
  await expect.poll(counts).toEqual([0, 0]);
  expect((await marks()).done).toEqual([false, false]);
  await page.keyboard.press("Control+z");
  await expect.poll(counts).toEqual([1, 0]);
  await page.keyboard.press("Escape");
  await expect.poll(() => layer(0).count()).toBe(0);
});

test("Escape during a drag leaves nothing, a drag in a selected box moves it, and the list changes type, severity and note", async () => {
  const from = await onPage("A", 100, 100);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 60, { steps: 3 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await counts()).toEqual([0, 0]);
  await drag("A", [[100, 100], [200, 180]]);
  await expect.poll(counts).toEqual([1, 0]);
  await drag("A", [[150, 140], [250, 160]]);
  await expect.poll(async () => Math.abs(boundsOf((await marks()).regions[0]![0]!.shape)!.x - 200)).toBeLessThanOrEqual(2);
  await page.getByLabel("Type of region A 1").selectOption("missed");
  await page.getByLabel("Severity of region A 1").fill("0.9");
  await page.getByLabel("Note on region A 1").fill("the handle is gone");
  await expect.poll(async () => (await marks()).regions[0]![0]).toMatchObject({ type: "missed", severity: 0.9, note: "the handle is gone" });
  expect(await page.getByText("unusable").isVisible()).toBe(true);
  await page.getByRole("button", { name: "No faults on B" }).click();
  await expect.poll(async () => (await marks()).done).toEqual([true, true]);
});

test("while marking, the middle button moves the view; with marking off, the first one does", async () => {
  await zoomAt("A", 320, 240);
  const place = () => page.locator("[data-zoom]").first().evaluate((stage) => (stage as HTMLElement).style.transform);
  const pan = async (button: "left" | "middle") => {
    const before = await place();
    const at = await onPage("A", 320, 240);
    await page.mouse.move(at.x, at.y);
    await page.mouse.down({ button });
    await page.mouse.move(at.x + 40, at.y + 30, { steps: 3 });
    await page.mouse.up({ button });
    await expect.poll(place).not.toBe(before);
  };
  await pan("middle");
  expect(await counts()).toEqual([0, 0]);
  await page.keyboard.press("m");
  await expect.poll(() => layer(0).count()).toBe(0);
  await pan("left");
  expect(await counts()).toEqual([0, 0]);
});

test("the browser had nothing to complain about", () => {
  expect(noise).toEqual([]);
});
