import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import type { Browser, BrowserContext, Page, Response } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvite } from "#lib/annotator/index.ts";
import { createUser } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { openBrowser } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

const CANARY = "canary-generator";
const EMAIL = "researcher@example.org";
const PASSWORD = "correct horse battery";

let stack: Stack;
let browser: Browser;
let project: Project;
let folder: string;
let annotator: BrowserContext;
const bodies: Promise<{ address: string; text: string }>[] = [];
/** Paths of the pictures that were on the annotator's screen. */
const shown = new Set<string>();
const noise: string[] = [];

async function poll(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 120_000;
  while (!(await isDone())) {
    if (Date.now() > until) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A page that records every text the server sends, headers included, and every complaint of the browser. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  return page;
}

async function readResponse(response: Response): Promise<{ address: string; text: string }> {
  const type = response.headers()["content-type"] ?? "";
  const isText = /json|html|text|javascript|component/.test(type);
  // A redirect has no body.
  const text = isText ? await response.text().catch(() => "") : (await response.body().catch(() => Buffer.alloc(0))).toString("latin1");
  return { address: response.url(), text: `${response.url()}\n${JSON.stringify(response.headers())}\n${text}` };
}

beforeAll(async () => {
  stack = await startStack();
  browser = await openBrowser();
  folder = await writeImportFolder({ count: 5, rename: (name) => `${CANARY}-${name}` });
  project = await createProject("operator", { slug: "loop", name: "Which edit is better?", overlap: 2 });
  const owner = await createUser(stack.database.db, { email: EMAIL, password: PASSWORD });
  await stack.database.db.member.create({ data: { projectId: project.id, userId: owner.id, role: "OWNER" } });
  await createImport("operator", { projectId: project.id, sourcePath: folder });
  const { db } = stack.database;
  await poll("the worker scores every candidate in four dimensions", async () => (await db.score.count()) === 5 * 3 * 4);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

test("health names database, queue, worker and storage", async () => {
  const answer = await fetch(`${stack.address}/api/health`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok", database: { status: "ok" }, queue: { status: "ok", failed: 0 }, worker: { status: "ok", processes: 1 }, storage: { status: "ok" } });
});

test("an annotator joins by the link and judges by keys alone, blind to every generator", async () => {
  const { path } = await createInvite("operator", project.id, { maxUses: 1 });
  annotator = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await openPage(annotator);
  page.on("response", (response) => bodies.push(readResponse(response)));
  await page.goto(`${stack.address}${path}`);
  await page.getByRole("button", { name: "Start judging" }).click();
  await page.waitForURL("**/judge/loop");
  const send = page.getByRole("button", { name: /^Send/ });
  const armed = page.getByRole("radio", { name: /both bad/ }).first();
  for (let judged = 0; judged < 10; judged += 1) {
    await expect.poll(() => armed.isEnabled(), { timeout: 30_000 }).toBe(true);
    for (const address of await page.locator("img").evaluateAll((images) => images.map((image) => (image as HTMLImageElement).src))) shown.add(address);
    await page.keyboard.press("1");
    await page.keyboard.press("Shift+Digit3");
    await page.keyboard.press("2");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("4");
    expect(await send.isEnabled()).toBe(false);
    await page.keyboard.press("1");
    await expect.poll(() => send.isEnabled()).toBe(true);
    await page.keyboard.press("Enter");
    await poll("the answer is stored", async () => (await stack.database.db.judgment.count()) === judged + 1);
  }
  const stored = await stack.database.db.judgment.findMany({ include: { verdicts: true } });
  expect(stored.every((judgment) => judgment.counted && judgment.verdicts.length === 4 && (judgment.durationMs ?? 0) > 0)).toBe(true);
  expect(stored.filter((judgment) => judgment.shown[0]! < judgment.shown[1]!).length).toBe(5);
});

test("nothing that an annotator was sent names a generator, an origin or a file", async () => {
  const received = await Promise.all(bodies);
  const addresses = new Set(received.map((body) => body.address));
  // Ten comparisons: three pictures each, of which comparisons of one item share the source and perhaps a candidate.
  expect(shown.size).toBeGreaterThan(10);
  expect([...shown].filter((address) => !addresses.has(address))).toEqual([]);
  const candidates = await stack.database.db.candidate.findMany({ select: { id: true, externalId: true } });
  const secrets = [CANARY, "perturbation", folder, ...candidates.flatMap((candidate) => [candidate.id, candidate.externalId])];
  for (const secret of secrets) expect(received.filter((body) => body.text.includes(secret)).map((body) => body.address), secret).toEqual([]);
});

test("an answer given while the server is out of reach waits in the browser and is stored once", async () => {
  const page = annotator.pages()[0]!;
  const before = await stack.database.db.judgment.count();
  await expect.poll(() => page.getByRole("radio", { name: /both bad/ }).first().isEnabled(), { timeout: 30_000 }).toBe(true);
  await annotator.setOffline(true);
  for (const key of ["1", "1", "1", "1", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => page.getByText(/Offline: 1 waiting/).isVisible(), { timeout: 15_000 }).toBe(true);
  expect(await stack.database.db.judgment.count()).toBe(before);
  await annotator.setOffline(false);
  await poll("the answer arrives", async () => (await stack.database.db.judgment.count()) === before + 1);
  noise.splice(0, noise.length, ...noise.filter((line) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(line)));
});

test("annotators cannot open the researcher's pages, nor strangers any picture", async () => {
  const page = await annotator.newPage();
  await page.goto(`${stack.address}/projects/loop/report`);
  expect(await page.content()).not.toContain(CANARY);
  await page.close();
  const [picture] = shown;
  expect((await fetch(picture!)).status).toBe(401);
  expect((await fetch(`${stack.address}/api/v1/judging/judgments`, { method: "POST", body: "{}" })).status).toBe(403);
});

test("the researcher signs in and finds the judgments in the report, down to the comparison", async () => {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, colorScheme: "dark" });
  const page = await openPage(context);
  await page.goto(`${stack.address}/projects/loop/report`);
  await page.getByLabel("E-mail address").fill(EMAIL);
  await page.getByLabel("Password").fill("wrong password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("do not belong together").waitFor();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/projects/loop/report");
  await page.getByText(`${CANARY}-careful`).first().waitFor();
  const csv = await page.request.get(`${stack.address}/api/v1/projects/loop/report/tables/leaderboard?format=csv`);
  expect([csv.status(), (await csv.text()).startsWith("dimension,rank,rank_best,rank_worst,generator,strength,")]).toEqual([200, true]);
  expect((await page.request.get(`${stack.address}/api/v1/projects/loop/report/tables/nothing`)).status()).toBe(404);
  await page.getByLabel("Freeze the report as it stands, as").fill("Table 1");
  await page.getByRole("button", { name: "Freeze" }).click();
  await page.getByRole("heading", { level: 1, name: "Table 1" }).waitFor();
  const { sha256 } = await stack.database.db.frozenReport.findFirstOrThrow();
  await page.getByText(sha256).waitFor();
  const [, id] = /frozen\/([0-9a-f-]{36})/.exec(page.url())!;
  const whole = await page.request.get(`${stack.address}/api/v1/projects/loop/report/frozen/${id}/tables/whole?format=json`);
  expect(createHash("sha256").update(await whole.body()).digest("hex")).toBe(sha256);
  for (const section of ["", "/leaderboard", "/items", "/comparisons", "/imports", "/people", "/settings"]) {
    const answer = await page.goto(`${stack.address}/projects/loop${section}`);
    expect(answer?.status(), section).toBe(200);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
  }
  await page.goto(`${stack.address}/projects/loop/comparisons`);
  await page.locator("a[href*='/comparisons/']").first().click();
  await page.waitForURL(/\/comparisons\/[0-9a-f-]{36}/);
  await expect.poll(() => page.locator("img").evaluateAll((images) => images.length > 2 && images.every((image) => (image as HTMLImageElement).naturalWidth > 0)), { timeout: 20_000 }).toBe(true);
  await context.close();
});

test("on a phone one picture is shown at a time, with large answers below", async () => {
  const { path } = await createInvite("operator", project.id, { maxUses: 1 });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await openPage(context);
  await page.goto(`${stack.address}${path}`);
  await page.getByRole("button", { name: "Start judging" }).tap();
  await page.getByRole("tab", { name: "B", exact: true }).tap();
  const before = await stack.database.db.judgment.count();
  for (let question = 0; question < 4; question += 1) await page.locator(".md\\:hidden").getByRole("radio", { name: "A", exact: true }).tap();
  await page.getByRole("button", { name: /^Send/ }).tap();
  await poll("the answer is stored", async () => (await stack.database.db.judgment.count()) === before + 1);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await context.close();
});

test("the browser had nothing to complain about", () => {
  expect(noise.filter((line) => !line.includes("401"))).toEqual([]);
});
