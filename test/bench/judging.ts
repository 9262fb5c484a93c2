import { rmSync } from "node:fs";
import type { Page } from "playwright-core";
import { getDb } from "#lib/db.ts";
import { createImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import type { Figure } from "../../bin/bench.ts";
import { buildWeb } from "../../bin/launch/build-web.ts";
import { openBrowser } from "../e2e/browser.ts";
import { joinProject, poll, waitForUnit } from "../e2e/judging-page.ts";
import { startServers } from "../e2e/servers.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { quantile } from "../load/quantile.ts";

/** 35 items with 4 candidates: 210 comparisons. */
const ITEMS = 35;
const WANTED = 200;
const LONG_SIDE = 1_024;
/** A quick annotator looks for this long. */
const THINK_MS = 400;
const DIGITS = ["1", "3", "2", "4"];
const COLD_LOADS = 20;

/** Runs in the page before anything else: when the first comparison is armed, and how long each key takes to be painted. */
function observe(): void {
  const seen = { firstArmed: 0, interactions: [] as number[] };
  Object.assign(window, { juxtaSeen: seen });
  const timer = setInterval(() => {
    if (!document.querySelector("[data-armed=true]")) return;
    seen.firstArmed = performance.now();
    clearInterval(timer);
  }, 10);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === "keydown") seen.interactions.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

type Seen = { firstArmed: number; interactions: number[]; toShown: number[]; toStored: number[]; pictures: string[] };

function readSeen(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const durations = (name: string) => performance.getEntriesByName(name, "measure").map((entry) => entry.duration);
    const pictures = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname).filter((path) => path.startsWith("/api/picture/"));
    const { juxtaSeen } = window as unknown as { juxtaSeen: { firstArmed: number; interactions: number[] } };
    return { ...juxtaSeen, toShown: durations("juxta-send-to-shown"), toStored: durations("juxta-send-to-stored"), pictures: [...new Set(pictures)] };
  });
}

async function judgeAll(page: Page): Promise<void> {
  let unit = "";
  for (let judged = 0; judged < WANTED; judged += 1) {
    unit = await waitForUnit(page, unit);
    await page.waitForTimeout(THINK_MS);
    for (const key of [...DIGITS, "Enter"]) await page.keyboard.press(key);
  }
  await poll("every answer is stored", async () => (await getDb().judgment.count()) === WANTED);
}

/** What showing a pair costs where nothing is loaded ahead: three pictures fetched without a cache, and decoded. */
async function loadCold(page: Page, pictures: string[]): Promise<number[]> {
  const groups = Array.from({ length: COLD_LOADS }, (_, index) => [0, 1, 2].map((shift) => pictures[(index * 3 + shift) % pictures.length] ?? ""));
  return page.evaluate(async (wanted) => {
    const times: number[] = [];
    for (const group of wanted) {
      const start = performance.now();
      await Promise.all(
        group.map(async (path) => {
          const bytes = await (await fetch(path, { cache: "no-store" })).blob();
          const image = new Image();
          image.src = URL.createObjectURL(bytes);
          await image.decode();
        }),
      );
      times.push(performance.now() - start);
    }
    return times;
  }, groups);
}

function toFigures({ toShown, toStored, interactions, firstArmed }: Seen, cold: number[]): Figure[] {
  const baseline = { name: "three pictures fetched and decoded when asked for, median", value: quantile(cold, 0.5), unit: "ms" };
  const shown = { median: quantile(toShown, 0.5), p95: quantile(toShown, 0.95) };
  // Keys that are painted within a frame are not reported by the browser.
  const painted = [...Array<number>(Math.max(0, WANTED * (DIGITS.length + 1) - interactions.length)).fill(16), ...interactions];
  const inp = quantile(painted, 0.98);
  return [
    { name: `next pair visible after sending, median of ${toShown.length}`, value: shown.median, unit: "ms", target: 100, comparison: "at_most", met: shown.median <= 100, baseline },
    { name: "next pair visible after sending, p95", value: shown.p95, unit: "ms", target: 100, comparison: "at_most", met: shown.p95 <= 100, baseline },
    { name: "next pair visible after sending, ratio of medians", value: shown.median / baseline.value, unit: "× baseline", met: null, baseline },
    { name: "from sending to stored, median", value: quantile(toStored, 0.5), unit: "ms", met: null },
    { name: "from sending to stored, p95", value: quantile(toStored, 0.95), unit: "ms", met: null },
    { name: "interaction to next paint, p98 of all keys", value: inp, unit: "ms", target: 200, comparison: "at_most", met: inp <= 200 },
    { name: "first load until the first pair can be answered", value: firstArmed, unit: "ms", target: 2_500, comparison: "at_most", met: firstArmed <= 2_500 },
  ];
}

/** 200 comparisons judged by keys in a real browser against the production build, pictures of about a megapixel. */
export async function run(): Promise<Figure[]> {
  buildWeb(() => {});
  const folder = await writeImportFolder({ count: ITEMS, candidatesPerItem: 4, maxSide: LONG_SIDE });
  const servers = await startServers();
  const browser = await openBrowser();
  try {
    const project = await createProject("operator", { slug: "bench-judging", name: "Judging", overlap: 1 });
    await createImport("operator", { projectId: project.id, sourcePath: folder });
    await poll("the pictures are prepared", async () => (await getDb().item.count({ where: { preparedAt: { not: null } } })) === ITEMS);
    const { page } = await joinProject({ browser, address: servers.address, project, onOpen: (opened) => opened.addInitScript(observe) });
    await judgeAll(page);
    const seen = await readSeen(page);
    return toFigures(seen, await loadCold(page, seen.pictures));
  } finally {
    await browser.close();
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
