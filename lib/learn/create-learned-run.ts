import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordAudit } from "../audit/record-audit.ts";
import { type Caller, requireCaller } from "../auth/actor.ts";
import { PEOPLE_FILTERS } from "../consensus/people-filter.ts";
import { getDb } from "../db.ts";
import { conflict, invalidInput, notFound } from "../errors.ts";
import type { LearnedRun } from "../generated/prisma/client.ts";
import { enqueue } from "../job/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { findScorerVersion } from "../scorer/index.ts";
import { readReadiness } from "./get-readiness.ts";
import { LEARN_SEED, type LearnSettings } from "./schemas.ts";

const CreateLearnedRunInput = z.object({
  /** Name, name@version or id of scorers to stack. */
  scorers: z.array(z.string().trim().min(1)).max(8).default([]),
  /** All of the form when left out. */
  dimensions: z.array(z.string()).optional(),
  people: z.enum(PEOPLE_FILTERS).default("all"),
  shuffleLabels: z.boolean().default(false),
  seed: z.int().min(0).max(2 ** 31 - 1).default(LEARN_SEED),
});
export type CreateLearnedRunInput = z.input<typeof CreateLearnedRunInput>;

const REFUSED = "Nothing was started: check the marked fields.";

async function findStacked(references: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const reference of references) {
    const version = await findScorerVersion(getDb(), reference);
    if (!version) throw notFound(`No scorer is called ${reference}.`);
    const { kind } = await getDb().scorer.findUniqueOrThrow({ where: { id: version.scorerId } });
    if (kind === "starter" || kind === "learned") throw invalidInput(REFUSED, { scorers: ["The starter goes in anyway, and learned scorers are not stacked."] });
    if (version.definition === null) throw conflict("scorer_not_runnable", "Nothing says how to open this scorer: add it again by its definition.");
    ids.push(version.id);
  }
  return [...new Set(ids)];
}

/**
 * Queues learning a scorer from a project's judgments. Owners alone. Throws `invalid_input`, `not_found`, `forbidden`,
 * `learning_open` (details: its id), and `not_enough_judgments` (details: what is missing).
 */
export async function createLearnedRun(caller: Caller, projectId: string, input: CreateLearnedRunInput = {}): Promise<LearnedRun> {
  await requireCaller(getDb(), caller, projectId, ["OWNER"]);
  const parsed = CreateLearnedRunInput.safeParse(input);
  if (!parsed.success) throw invalidInput(REFUSED, z.flattenError(parsed.error).fieldErrors);
  const { scorers, people, shuffleLabels, seed, dimensions: wanted } = parsed.data;
  const project = await getDb().project.findUniqueOrThrow({ where: { id: projectId } });
  const dimensions = project.dimensions.filter((dimension) => !wanted || wanted.includes(dimension));
  if (wanted?.some((dimension) => !project.dimensions.some((known) => known === dimension)) || dimensions.length === 0) throw invalidInput(REFUSED, { dimensions: ["Dimensions that this project asks for."] });
  const settings: LearnSettings = { dimensions, scorerVersionIds: await findStacked(scorers), people, shuffleLabels, seed };
  const { missing } = await readReadiness(project, people, mainDimension(dimensions));
  if (missing.length > 0) throw conflict("not_enough_judgments", "There is not enough to learn from yet.", Object.fromEntries(missing.map(({ what, have, want }) => [what, `${have} of ${want}`])));
  return getDb().$transaction(async (tx) => {
    // Two owners who press at once wait for one another here.
    await tx.$executeRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR NO KEY UPDATE`;
    const open = await tx.learnedRun.findFirst({ where: { projectId, finishedAt: null } });
    if (open) throw conflict("learning_open", "This project's scorer is learning already. Wait for it, or cancel it.", { runId: open.id });
    const run = await tx.learnedRun.create({ data: { id: randomUUID(), projectId, settings, createdById: caller === "operator" ? null : caller.userId } });
    await enqueue(tx, "learn", [{ runId: run.id }]);
    await recordAudit(tx, { caller, projectId, action: "learning_started", subject: run.id, detail: settings });
    return run;
  });
}
