import { setMemberState } from "#lib/annotator/index.ts";
import type { Actor } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { Comparison, Project, VerdictValue } from "#lib/generated/prisma/client.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";

/** An answer by generator, so that a reader need not know which candidate is A. */
type Preference = "alpha" | "beta" | "TIE" | "BOTH_BAD" | "SKIP";

export type JudgedProject = {
  project: Project;
  people: { owner: Actor; first: Actor; second: Actor; simulated: Actor; excluded: Actor; late: Actor };
  /** Comparisons by the number of their item, 1 to 7. */
  comparisons: Map<number, Comparison>;
  scorerVersionId: string;
};

const TASK_TYPES = ["x", "x", "y", "y", "y", "y", "x"];

async function makeComparisons(project: Project): Promise<{ comparisons: Map<number, Comparison>; candidates: Map<number, { alpha: string; beta: string }> }> {
  const comparisons = new Map<number, Comparison>();
  const candidates = new Map<number, { alpha: string; beta: string }>();
  for (const [index, taskType] of TASK_TYPES.entries()) {
    const { id, candidateIds } = await makeItem(project, ["alpha", "beta"], { taskType });
    const [alpha = "", beta = ""] = candidateIds;
    candidates.set(index + 1, { alpha, beta });
    comparisons.set(index + 1, await getDb().comparison.findFirstOrThrow({ where: { itemId: id } }));
  }
  return { comparisons, candidates };
}

/**
 * Seven items with one pair each of alpha and beta. Overall: 1 alpha twice; 2 alpha and beta; 3 beta, equal, beta (simulated);
 * 4 equal and both bad; 5 one skip; 6 nobody; 7 alpha twice. An excluded person prefers beta in 1, a late answer alpha in 2.
 */
export async function makeJudgedProject(): Promise<JudgedProject> {
  const project = await makeProject({ dimensions: ["prompt_following", "overall"], overlap: 2 });
  const people = {
    owner: await makeMember(project.id, { role: "OWNER" }),
    first: await makeMember(project.id),
    second: await makeMember(project.id),
    simulated: await makeMember(project.id, { simulated: true }),
    excluded: await makeMember(project.id),
    late: await makeMember(project.id),
  };
  await setMemberState("operator", project.id, { userId: people.excluded.userId, state: "EXCLUDED", reason: "random answers" });
  const { comparisons, candidates } = await makeComparisons(project);
  const judge = async (number: number, annotator: Actor, overall: Preference, counted = true): Promise<void> => {
    const comparison = comparisons.get(number)!;
    const isAlphaA = comparison.candidateAId === candidates.get(number)!.alpha;
    const value: VerdictValue = overall === "alpha" ? (isAlphaA ? "A" : "B") : overall === "beta" ? (isAlphaA ? "B" : "A") : overall;
    await makeJudgment(comparison.id, annotator, { overall: value, prompt_following: isAlphaA ? "A" : "B" }, { counted, leftIsA: isAlphaA });
  };
  const { first, second, simulated, excluded, late } = people;
  await judge(1, first, "alpha");
  await judge(1, second, "alpha");
  await judge(1, excluded, "beta");
  await judge(2, first, "alpha");
  await judge(2, second, "beta");
  await judge(2, late, "alpha", false);
  await judge(3, first, "beta");
  await judge(3, second, "TIE");
  await judge(3, simulated, "beta");
  await judge(4, first, "TIE");
  await judge(4, second, "BOTH_BAD");
  await judge(5, first, "SKIP");
  await judge(7, first, "alpha");
  await judge(7, second, "alpha");
  return { project, people, comparisons, scorerVersionId: await scoreCandidates(candidates) };
}

/** Overall scores: 1 alpha 8, beta 5; 2 alpha 5, beta 4; 3 both 6; 4 beta missing; 7 alpha 2, beta 7. Nothing in the other dimension. */
async function scoreCandidates(candidates: Map<number, { alpha: string; beta: string }>): Promise<string> {
  const { id } = await registerScorer({ name: `scorer-${candidates.get(1)!.alpha}`, kind: "onnx", description: "", hash: "a".repeat(64), scaleMin: 0, scaleMax: 10 });
  const values: [number, "alpha" | "beta", number][] = [[1, "alpha", 8], [1, "beta", 5], [2, "alpha", 5], [2, "beta", 4], [3, "alpha", 6], [3, "beta", 6], [4, "alpha", 3], [7, "alpha", 2], [7, "beta", 7]];
  await writeScores(id, values.map(([number, generator, overall]) => ({ candidateId: candidates.get(number)![generator], pass: 0, values: { overall } })), []);
  return id;
}
