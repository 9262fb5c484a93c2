import { rmSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { createInvite } from "#lib/annotator/index.ts";
import { saveForm } from "#lib/form/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport } from "#lib/import/index.ts";
import { type CreateProjectInput, createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { openBrowser } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

/** Waits for something that no page can tell, up to two minutes. */
export async function poll(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + 120_000;
  while (!(await isDone())) {
    if (Date.now() > until) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export type JudgingStack = Stack & { browser: Browser; project: Project; join(options?: BrowserContextOptions, onOpen?: (page: Page) => void): Promise<{ context: BrowserContext; page: Page }> };

/** The whole product with a project whose comparisons are prepared, and a browser. `join` makes an annotator who judges. */
export async function startJudgingStack(options: { items: number; candidatesPerItem?: number; renameGenerator?: (name: string) => string; project?: Partial<CreateProjectInput>; blocks?: object[] }): Promise<JudgingStack> {
  const stack = await startStack();
  const folder = await writeImportFolder({ count: options.items, candidatesPerItem: options.candidatesPerItem, rename: options.renameGenerator });
  const project = await createProject("operator", { slug: "judged", name: "Which edit is better?", overlap: 2, ...options.project });
  if (options.blocks) await saveForm("operator", project.id, { blocks: options.blocks });
  await createImport("operator", { projectId: project.id, sourcePath: folder });
  const { db } = stack.database;
  await poll("all items are prepared", async () => (await db.item.count({ where: { preparedAt: { not: null } } })) === options.items);
  const browser = await openBrowser();
  return {
    ...stack,
    browser,
    project,
    join: async (contextOptions, onOpen) => {
      const { path } = await createInvite("operator", project.id, { maxUses: 1 });
      const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, ...contextOptions });
      const page = await context.newPage();
      onOpen?.(page);
      await page.goto(`${stack.address}${path}`);
      await page.getByRole("button", { name: "Start judging" }).click();
      await page.waitForURL(`**/judge/${project.slug}`);
      return { context, page };
    },
    stop: async () => {
      await browser.close();
      await stack.stop();
      rmSync(folder, { recursive: true });
    },
  };
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
