import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport } from "#lib/import/index.ts";
import { createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { openBrowser } from "./browser.ts";
import { joinProject, poll, waitForUnit } from "./judging-page.ts";
import { type OwnDatabase, startOwnDatabase } from "./own-database.ts";
import { type Servers, startServers } from "./servers.ts";
import { fillRoute, listRoutes } from "./session-crawl.ts";

const ITEMS = 4;
/** The promise to people is 5 s; a machine that runs other tests beside this one gets three times that. */
const BACK_WITHIN_MS = 15_000;

/** In the form of one, so that it is looked up. */
const TOKEN = `Bearer jxt_${"a".repeat(43)}`;

let database: OwnDatabase;
let servers: Servers;
let browser: Browser;
let project: Project;
let folder: string;
let owner: { context: BrowserContext; page: Page };
let annotator: { context: BrowserContext; page: Page };

beforeAll(async () => {
  database = await startOwnDatabase();
  servers = await startServers();
  folder = await writeImportFolder({ count: ITEMS });
  project = await createProject("operator", { slug: "away", name: "Away", overlap: 1 });
  await createImport("operator", { projectId: project.id, sourcePath: folder });
  const user = await createUser(getDb(), { email: "owner@example.org", password: "correct horse battery" });
  await getDb().member.create({ data: { projectId: project.id, userId: user.id, role: "OWNER" } });
  await poll("all items are prepared", async () => (await getDb().item.count({ where: { preparedAt: { not: null } } })) === ITEMS);
  browser = await openBrowser();
  const context = await browser.newContext({ locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${servers.address}/signin?email=owner@example.org`);
  await page.locator("#password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.includes("signin"));
  owner = { context, page };
  annotator = await joinProject({ browser, address: servers.address, project });
});
afterAll(async () => {
  await browser?.close();
  await servers?.stop();
  await database?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const countStored = () => getDb().judgment.count();

/** Asks as the owner. */
async function ask(address: string, init: RequestInit = {}): Promise<{ status: number; body: string; headers: Headers }> {
  const cookie = (await owner.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const response = await fetch(servers.address + address, { ...init, redirect: "manual", headers: { cookie, origin: servers.address, "accept-language": "en", ...init.headers } });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

/** Each route of the build under one address. */
function listAddresses(): { pages: string[]; api: string[] } {
  const values = { slug: [project.slug], id: [randomUUID()], userId: [randomUUID()], token: ["none"], version: ["1"], nextauth: ["callback/password"] };
  const all = listRoutes().filter((route) => !route.includes("icon")).flatMap((route) => fillRoute(route, values));
  return { pages: all.filter((address) => !address.startsWith("/api/") && address !== "/unavailable"), api: all.filter((address) => address.startsWith("/api/")) };
}

async function answerOne(): Promise<void> {
  const unit = await waitForUnit(annotator.page);
  for (const key of ["1", "2", "3", "1", "Enter"]) await annotator.page.keyboard.press(key);
  await expect.poll(() => annotator.page.locator("[data-unit]").getAttribute("data-unit", { timeout: 500 }).catch(() => null)).not.toBe(unit);
}

test("with the database killed every page and every route of the API says so with 503 and its code", async () => {
  await answerOne();
  await poll("the first answer is stored", async () => (await countStored()) === 1);
  await owner.page.goto(`${servers.address}/projects/${project.slug}`);
  await waitForUnit(annotator.page);
  await database.kill();
  const { pages, api } = listAddresses();
  expect(pages.length).toBeGreaterThan(25);
  expect(api.length).toBeGreaterThan(25);
  for (const address of pages) {
    const { status, body, headers } = await ask(address);
    expect({ address, status, retry: headers.get("retry-after"), says: body.includes("The database cannot be reached") && body.includes("database_unavailable") }).toEqual({ address, status: 503, retry: "2", says: true });
    expect({ address, status: (await ask(address, { headers: { rsc: "1" }})).status }).toEqual({ address, status: 503 });
  }
  for (const address of api) {
    const ways = ["GET", "POST", "PUT"].filter((method) => method !== "GET" || !address.startsWith("/api/auth/"));
    const answers = await Promise.all(ways.map((method) => ask(address, { method, ...(method === "GET" ? {} : { body: "{}", headers: { "content-type": "application/json", authorization: TOKEN } }) })));
    // A method that a route does not have is refused before anything is asked; next-auth reads nothing for GET.
    const asked = answers.filter(({ status }) => status !== 405);
    expect({ address, asked: asked.length > 0, statuses: [...new Set(asked.map(({ status }) => status))] }).toEqual({ address, asked: true, statuses: [503] });
    for (const { body } of asked) expect({ address, code: body.includes('"code":"database_unavailable"') }).toEqual({ address, code: true });
  }
});

test("people read what is the matter in their language, and answers wait in the browser", async () => {
  // Going on inside the app leads to the page that says it, not to a crash.
  await owner.page.getByRole("link", { name: "条目", exact: true }).first().click();
  await owner.page.getByText("无法连接数据库").waitFor();
  expect(await owner.page.getByRole("button", { name: "重试" }).isVisible()).toBe(true);
  expect(new URL(owner.page.url()).pathname).toBe(`/projects/${project.slug}/items`);
  await answerOne();
  await annotator.page.getByText("Offline: 1 waiting in this browser").waitFor();
  expect(await annotator.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("juxta-outbox")).length)).toBe(1);
});

test("once it is back everything works again, without a restart: pages, answers and jobs", async () => {
  await database.start();
  const start = Date.now();
  await expect.poll(async () => (await ask(`/projects/${project.slug}`)).status, { timeout: BACK_WITHIN_MS, interval: 100 }).toBe(200);
  await expect.poll(async () => (await ask("/api/health")).body, { timeout: BACK_WITHIN_MS, interval: 100 }).toContain('"status":"ok","code":null,"database":{"status":"ok"},"durability":{"status":"ok","off":[]}');
  await expect.poll(countStored, { timeout: BACK_WITHIN_MS, interval: 100 }).toBe(2);
  expect(Date.now() - start).toBeLessThan(BACK_WITHIN_MS);
  // The page that said it was away turned into itself.
  await owner.page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => owner.page.getByText("无法连接数据库").count(), { timeout: BACK_WITHIN_MS }).toBe(0);
  await annotator.page.getByText("All saved").waitFor();
  // The worker goes on, too.
  const more = await createImport("operator", { projectId: project.id, sourcePath: folder });
  await expect.poll(async () => (await getDb().import.findUnique({ where: { id: more.id } }))?.state, { timeout: BACK_WITHIN_MS, interval: 100 }).toBe("DONE");
});
