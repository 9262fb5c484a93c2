import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { openBrowser } from "./browser.ts";
import { makeItem, makeProject } from "../factories/project.ts";
import { type Stack, startStack } from "./stack.ts";

const PASSWORD = "correct horse battery";
const LISTED = 33;

let stack: Stack;
let browser: Browser;
let page: Page;
let project: Project;

/** A job as the queue sets it aside after its last try. */
async function setAside(queue: string, data: object, output: object): Promise<void> {
  await stack.database.db.$executeRaw`
    INSERT INTO pgboss.job (name, data, source_name, source_id, source_created_on, source_retry_count, source_output)
    VALUES ('failed-jobs', ${JSON.stringify(data)}::jsonb, ${queue}, ${randomUUID()}::uuid, now() - interval '1 minute', 4, ${JSON.stringify(output)}::jsonb)`;
}

beforeAll(async () => {
  stack = await startStack({ worker: false });
  const { db } = stack.database;
  project = await makeProject({ slug: "failing", name: "Failing" });
  const user = await createUser(db, { email: "reviewer@example.org", password: PASSWORD });
  await db.member.create({ data: { projectId: project.id, userId: user.id, role: "REVIEWER" } });
  const item = await makeItem(project, ["one", "two"]);
  for (let made = 1; made < LISTED; made += 1) await setAside("prepare-items", { itemIds: [item.id] }, { code: "storage_full", message: "There is no space left." });
  await setAside("score-items", { itemIds: [item.id], scorerVersionId: randomUUID() }, { value: { message: "job heartbeat timeout" } });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
  await page.goto(`${stack.address}/signin?email=reviewer@example.org`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((address) => !address.pathname.includes("signin"));
});
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const countQueued = (queue: string) => stack.database.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pgboss.job WHERE name = ${queue}`.then((rows) => rows[0]?.n);
const countRows = () => page.locator("tbody tr").count();

test("the overview leads to what failed; one is queued again, then all that a filter leaves", async () => {
  await page.goto(`${stack.address}/projects/failing`);
  await page.getByRole("link", { name: `${LISTED} jobs` }).click();
  await page.getByRole("heading", { name: /Failed jobs/ }).waitFor();
  expect(await countRows()).toBe(30);
  expect(await page.getByText("The worker that had this job ended or stopped answering, each time.").count()).toBe(1);
  if (process.env.JUXTA_SCREENSHOTS) await page.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/failures-desktop.png` });
  await page.getByRole("link", { name: "Next page" }).click();
  await expect.poll(countRows).toBe(3);

  await page.getByLabel("Kind").selectOption("score-items");
  await expect.poll(countRows).toBe(1);
  await page.getByRole("button", { name: /^Retry: Score/ }).click();
  await page.getByText("No failed job is like this").waitFor();
  expect(await countQueued("score-items")).toBe(1);

  await page.getByRole("link", { name: "Show all" }).click();
  await expect.poll(countRows).toBe(30);
  await page.getByRole("button", { name: "Retry all" }).click();
  await page.getByText("No job has failed").waitFor();
  expect(await countQueued("prepare-items")).toBe(LISTED - 1);
  expect(await countQueued("failed-jobs")).toBe(0);
  expect(await stack.database.db.auditEntry.count({ where: { action: "jobs_retried", projectId: project.id } })).toBe(2);
});

test("on a phone the page does not scroll sideways, and it speaks Chinese", async () => {
  await setAside("import", { importId: randomUUID() }, { code: "storage_full" });
  await setAside("prepare-items", { itemIds: [(await stack.database.db.item.findFirstOrThrow()).id] }, { code: "storage_full", message: "There is no space left." });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN", storageState: await page.context().storageState() });
  const phone = await context.newPage();
  await phone.goto(`${stack.address}/projects/failing/failures`);
  await phone.getByRole("heading", { name: /失败的任务/ }).waitFor();
  await phone.getByText("服务器磁盘已满").waitFor();
  // An import that is gone belongs to no project.
  expect(await phone.locator("tbody tr").count()).toBe(1);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  if (process.env.JUXTA_SCREENSHOTS) await phone.screenshot({ path: `${process.env.JUXTA_SCREENSHOTS}/failures-phone.png` });
  await context.close();
});
