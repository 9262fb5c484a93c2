import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { invalidInput } from "../../lib/errors.ts";
import { type DimensionName, DIMENSIONS, getProject, updateProject, type UpdateProjectInput } from "../../lib/project/index.ts";
import { listScorers } from "../../lib/scorer/index.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { print, printJson } from "./output.ts";

type Options = { json?: boolean; guideline?: string; dimensions?: string; order?: string; firstGuess?: string } & Partial<Record<keyof typeof PLAIN | keyof typeof LIMITS, string>>;

/** Options that are handed on as they are: the verb says what is wrong with them. */
const PLAIN = {
  name: "name for people",
  description: "what it is about",
  overlap: "wanted judgments per comparison, 1 to 50",
  comparisonsPerItem: "pairs per item, at most, 1 to 1000",
  leaseSeconds: "how long a claim lasts, 30 to 86400",
  changeWindowSeconds: "how long an answer can be changed, 0 to 604800",
  goldShare: "share of gold in what a person is handed, 0 to 0.5",
  repeatShare: "share of repeats, 0 to 0.5",
  repeatAfter: "others before a repeat, 1 to 1000",
  explorationShare: "share handed out at random in the order information, 0 to 1",
} as const;

/** Options that also take `none`. */
const LIMITS = {
  overlapMax: "add judgments until they are decisive, at most this many, 2 to 50; none for exactly --overlap",
  judgmentsPerPerson: "at most this many judgments a person; none for no limit",
  judgmentsPerPersonAndItem: "at most this many judgments of one item by one person; none for no limit",
  judgmentsPerItem: "at most this many judgments of one item by everybody; none for no limit",
  judgmentsInAll: "at most this many judgments in the whole project; none for no limit",
} as const;

const ORDERS = { "fill-up": "FILL_UP", information: "INFORMATION" } as const;

const flagOf = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A file that the caller names, from the folder they called in. Throws `invalid_input`. */
export async function readNamedFile(file: string): Promise<string> {
  const full = resolveUserPath(file);
  return readFile(full, "utf8").catch(() => {
    throw invalidInput(`There is no file ${full} that can be read.`);
  });
}

/** The newest version of a scorer that has scored this project. Throws `invalid_input`. */
async function findScorer(projectId: string, name: string): Promise<string | null> {
  if (name === "none") return null;
  const scorer = (await listScorers("operator", projectId)).find((known) => known.name === name);
  if (!scorer) throw invalidInput(`No scorer ${name} has scored this project.`);
  return scorer.scorerVersionId;
}

async function runSet(slug: string, { json, guideline, dimensions, order, firstGuess, ...given }: Options): Promise<void> {
  const input: UpdateProjectInput = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, name in LIMITS && value === "none" ? null : value]));
  if (guideline !== undefined) input.guideline = await readNamedFile(guideline);
  if (dimensions !== undefined) input.dimensions = dimensions.split(",").map((part) => part.trim()) as DimensionName[];
  if (order !== undefined) input.handOutOrder = ORDERS[order as keyof typeof ORDERS];
  const names = [...Object.keys(input), ...(firstGuess === undefined ? [] : ["firstGuess"])];
  if (names.length === 0) throw invalidInput("Nothing was set: name a setting, see --help.");
  const project = await withInstallation(async () => {
    const { id } = await getProject("operator", slug);
    return updateProject("operator", id, firstGuess === undefined ? input : { ...input, priorScorerVersionId: await findScorer(id, firstGuess) });
  });
  if (json) printJson(project);
  else print(`Set ${names.join(", ")} of ${slug}.`);
}

export function addSettingsCommand(project: Command): void {
  const command = project.command("set").description("change settings of a project; what is left out stays").argument("<slug>");
  for (const [name, words] of Object.entries({ ...PLAIN, ...LIMITS })) command.addOption(new Option(`${flagOf(name)} <value>`, words));
  command
    .addOption(new Option("--order <order>", "what is handed out first: fill-up finishes one comparison after the other, information takes the least certain").choices(Object.keys(ORDERS)))
    .option("--first-guess <scorer>", "a scorer whose scores say which pairs are close in the order information; none for judgments alone")
    .option("--guideline <file>", "the guide for annotators, a markdown file")
    .option("--dimensions <list>", `comma-separated, of ${DIMENSIONS.join(", ")}; fixed once somebody has judged`)
    .option("--json", "print JSON")
    .action(runSet);
}
