import { rmSync } from "node:fs";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { saveForm } from "#lib/form/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { createImport } from "#lib/import/index.ts";
import { type CreateProjectInput, createProject } from "#lib/project/index.ts";
import { writeImportFolder } from "../factories/import-folder.ts";
import { openBrowser } from "./browser.ts";
import { joinProject, poll, waitForUnit, waitUntilArmed } from "./judging-page.ts";
import { type Stack, startStack } from "./stack.ts";

export { poll, waitForUnit, waitUntilArmed };

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
    join: (contextOptions, onOpen) => joinProject({ browser, address: stack.address, project, options: contextOptions, onOpen }),
    stop: async () => {
      await browser.close();
      await stack.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
