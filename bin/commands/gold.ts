import type { Command } from "commander";
import { type GoldVerdicts, listGold, removeGold, setGold, suggestGold } from "../../lib/gold/index.ts";
import { getProject } from "../../lib/project/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Json = { json?: boolean };
type SetOptions = Json & { answer: string[]; explanation?: string; quiz?: boolean };
type SuggestOptions = Json & { limit: string; take?: boolean; quiz?: boolean };

const inWords = (verdicts: GoldVerdicts) => Object.entries(verdicts).map(([dimension, value]) => `${dimension}=${value}`).join(" ");

function inProject<Result>(slug: string, work: (projectId: string) => Promise<Result>): Promise<Result> {
  return withInstallation(async () => work((await getProject("operator", slug)).id));
}

async function runList(slug: string, { json }: Json): Promise<void> {
  const gold = await inProject(slug, (id) => listGold("operator", id));
  if (json) printJson(gold);
  else print(formatTable(["comparison", "answer", "right", "wrong", "quiz", "doubtful"], gold.map((row) => [row.comparisonId, inWords(row.verdicts), row.right, row.wrong, row.inQuiz ? "yes" : "", row.isDoubtful ? "most miss it" : ""])));
}

async function runSet(slug: string, comparisonId: string, options: SetOptions): Promise<void> {
  // What is no dimension or no verdict is left to the verb, which says what is wrong with it.
  const verdicts = Object.fromEntries(options.answer.map((pair) => pair.split("=", 2))) as GoldVerdicts;
  await inProject(slug, (id) => setGold("operator", id, [{ comparisonId, verdicts, explanation: options.explanation, inQuiz: options.quiz }]));
  if (options.json) printJson({ comparisonId, verdicts });
  else print(`${comparisonId} is gold now.`);
}

async function runRemove(slug: string, comparisonId: string, { json }: Json): Promise<void> {
  await inProject(slug, (id) => removeGold("operator", id, comparisonId));
  if (json) printJson({ comparisonId });
  else print(`${comparisonId} is not gold.`);
}

async function runSuggest(slug: string, { json, limit, take, quiz }: SuggestOptions): Promise<void> {
  const suggestions = await inProject(slug, async (id) => {
    const found = await suggestGold("operator", id, Number(limit));
    if (take && found.length > 0) await setGold("operator", id, found.map(({ comparisonId, verdicts, explanation }) => ({ comparisonId, verdicts, explanation, inQuiz: quiz })));
    return found;
  });
  if (json) printJson(suggestions);
  else print(formatTable(["comparison", "answer", "because", "request"], suggestions.map((row) => [row.comparisonId, inWords(row.verdicts), row.reason, row.request])));
}

export function addGoldCommands(program: Command): void {
  const gold = program.command("gold").description("comparisons whose answer is known");
  gold.command("list").description("gold with its answers right and wrong").argument("<slug>").option("--json", "print JSON").action(runList);
  gold
    .command("set")
    .description("make a comparison gold")
    .argument("<slug>")
    .argument("<comparison>", "its id")
    .requiredOption("--answer <dimension=verdict...>", "known answers, such as overall=A; verdicts are A, B, TIE, BOTH_BAD")
    .option("--explanation <text>", "why, shown where gold is explained")
    .option("--quiz", "ask it in the entry quiz")
    .option("--json", "print JSON")
    .action(runSet);
  gold.command("remove").description("make it an ordinary comparison again").argument("<slug>").argument("<comparison>", "its id").option("--json", "print JSON").action(runRemove);
  gold
    .command("suggest")
    .description("comparisons whose answer is certain")
    .argument("<slug>")
    .option("--limit <n>", "at most so many", "50")
    .option("--take", "make them gold")
    .option("--quiz", "with --take: ask them in the entry quiz")
    .option("--json", "print JSON")
    .action(runSuggest);
}
