import type { Actor } from "#lib/auth/index.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { registerScorer, writeScores } from "#lib/scorer/index.ts";
import { makeJudgment } from "../factories/judgment.ts";
import { makeMember } from "../factories/people.ts";
import { makeItem, makeProject } from "../factories/project.ts";

/** Generators of the three candidates of each item. */
const GENERATORS = ["a", "b", "c"];

/** Who wins each pair, by generators: `ab: "a"`. Pairs that are missing stay unjudged. */
type Answers = Partial<Record<"ab" | "ac" | "bc", "a" | "b" | "c" | "TIE">>;
type PlannedItem = { scores: (number | null)[]; answers: Answers };

/**
 * Win shares (a, b, c): 1: 0, 1, ½, scores follow people; 2: 1, ½, 0 and the scorer prefers c; 3: all ½, a and b share the top score;
 * 4: only a and b judged (b better), nothing scored; 5: nobody judged.
 */
const PLAN: PlannedItem[] = [
  { scores: [1, 9, 5], answers: { ab: "b", ac: "c", bc: "b" } },
  { scores: [2, 3, 8], answers: { ab: "a", ac: "a", bc: "b" } },
  { scores: [6, 6, 1], answers: { ab: "TIE", ac: "TIE", bc: "TIE" } },
  { scores: [null, null, null], answers: { ab: "b" } },
  { scores: [4, null, 2], answers: {} },
];

export type PickedProject = { project: Project; owner: Actor; annotator: Actor; scorerVersionId: string; items: { id: string; candidates: Record<string, string> }[] };

async function judge(itemId: string, candidates: Record<string, string>, answers: Answers, annotator: Actor): Promise<void> {
  for (const [pair, winner] of Object.entries(answers)) {
    const ids = [...pair].map((name) => candidates[name] ?? "");
    const comparison = await getDb().comparison.findFirstOrThrow({ where: { itemId, candidateAId: { in: ids }, candidateBId: { in: ids } } });
    const overall = winner === "TIE" ? "TIE" : comparison.candidateAId === candidates[winner] ? "A" : "B";
    await makeJudgment(comparison.id, annotator, { overall });
  }
}

/** Five items by the plan above, named so that their order is that of the plan. */
export async function makePickedProject(): Promise<PickedProject> {
  const project = await makeProject({ dimensions: ["prompt_following", "overall"], overlap: 1 });
  const owner = await makeMember(project.id, { role: "OWNER" });
  const annotator = await makeMember(project.id);
  const { id: scorerVersionId } = await registerScorer({ name: `picker-${project.slug}`, kind: "onnx", description: "", hash: "b".repeat(64), scaleMin: 0, scaleMax: 10 });
  const items: PickedProject["items"] = [];
  for (const [index, { scores, answers }] of PLAN.entries()) {
    const { id, candidateIds } = await makeItem(project, GENERATORS);
    await getDb().item.update({ where: { id }, data: { externalId: `item-${index + 1}` } });
    const candidates = Object.fromEntries(GENERATORS.map((name, at) => [name, candidateIds[at] ?? ""]));
    await judge(id, candidates, answers, annotator);
    const given = candidateIds.flatMap((candidateId, at) => (scores[at] === null || scores[at] === undefined ? [] : [{ candidateId, pass: 0, values: { overall: scores[at] } }]));
    await writeScores(scorerVersionId, given, []);
    items.push({ id, candidates });
  }
  return { project, owner, annotator, scorerVersionId, items };
}
