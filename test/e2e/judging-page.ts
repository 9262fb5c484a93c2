import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { createInvite } from "#lib/annotator/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";

/** Waits for something that no page can tell, up to two minutes. */
export async function poll(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 120_000;
  while (!(await isDone())) {
    if (Date.now() > until) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

type JoinInput = { browser: Browser; address: string; project: Project; options?: BrowserContextOptions; onOpen?: (page: Page) => unknown };

/** Makes an annotator who joins by a link and stands on the judging page. `onOpen` gets the page before it goes anywhere. */
export async function joinProject({ browser, address, project, options, onOpen }: JoinInput): Promise<{ context: BrowserContext; page: Page }> {
  const { path } = await createInvite("operator", project.id, { maxUses: 1 });
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, ...options });
  const page = await context.newPage();
  await onOpen?.(page);
  await page.goto(`${address}${path}`);
  await page.getByRole("button", { name: "Start judging" }).click();
  await page.waitForURL(`**/judge/${project.slug}`);
  return { context, page };
}

/** Waits until the answer keys of the comparison on screen are armed. */
export async function waitUntilArmed(page: Page): Promise<void> {
  const option = page.getByRole("radio", { name: /both bad/ }).filter({ visible: true }).first();
  await poll("the pictures are decoded", () => option.isEnabled({ timeout: 1_000 }).catch(() => false));
}

/** The same under any form; returns the unit's id. Give the id of the one before to wait for the next. */
export async function waitForUnit(page: Page, before = ""): Promise<string> {
  const panel = page.locator("[data-unit][data-armed=true]");
  const readUnit = () => panel.getAttribute("data-unit", { timeout: 1_000 }).catch(() => null);
  await poll("the next unit is on screen", async () => ((await readUnit()) ?? before) !== before);
  return (await readUnit()) ?? "";
}
