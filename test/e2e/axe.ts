import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, NodeResult, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and what is good practice beside it. Target size is off in axe unless it is asked for. */
const EVERYTHING: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
  rules: { "target-size": { enabled: true } },
};
/** What another theme can break: nothing but colours differs. */
const COLOURS: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

export type Theme = "light" | "dark";

declare global {
  interface Window {
    axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

function describe(rule: string, { target, failureSummary = "" }: NodeResult): string {
  const [, ...reasons] = failureSummary.split("\n");
  return `${rule} at ${target.join(" ")}: ${reasons.map((reason) => reason.trim()).join("; ")}`;
}

async function findViolations(page: Page, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const { violations } = await page.evaluate((given) => window.axe.run(document, { ...given, resultTypes: ["violations"] }), options);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => describe(id, node)));
}

/**
 * What axe has against a page as it stands, in these themes: "theme: rule at selector: reason". The page keeps the theme that it had.
 * Transitions must be off, or colours are read half way.
 */
export async function findProblems(page: Page, themes: readonly Theme[] = ["light", "dark"]): Promise<string[]> {
  const setTheme = (theme: string) => page.evaluate((wanted) => void (document.documentElement.dataset.theme = wanted), theme);
  const before = await page.evaluate(() => document.documentElement.dataset.theme ?? "light");
  const problems: string[] = [];
  for (const theme of themes) {
    await setTheme(theme);
    problems.push(...(await findViolations(page, theme === "dark" ? COLOURS : EVERYTHING)).map((problem) => `${theme}: ${problem}`));
  }
  await setTheme(before);
  return problems;
}
