import { z } from "zod";
import { type Caller, MANAGING_ROLES, requireCaller } from "../auth/actor.ts";
import { computeConsensus } from "../consensus/index.ts";
import { getDb } from "../db.ts";
import type { CandidateOrigin } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";
import type { GoldVerdicts } from "./schemas.ts";

/** Why the answer is certain: what the edit pipeline did, a defect put in on purpose, or people who all said the same. */
export type GoldReason = "construction" | "implanted" | "unanimous";
export type GoldSuggestion = { comparisonId: string; request: string; verdicts: GoldVerdicts; explanation: string; reason: GoldReason };

const share = z.number().min(0).max(1);
const Labels = z.object({ labels: z.object({ promptFollowing: share, consistency: share, visualQuality: share, overall: share }) });
const LABEL_OF = { prompt_following: "promptFollowing", consistency: "consistency", visual_quality: "visualQuality", overall: "overall" } as const;
const WORDS: Record<DimensionName, string> = { prompt_following: "follows the instruction better", consistency: "keeps the rest better", visual_quality: "is the cleaner picture", overall: "is better overall" };

/** Qualities 0..1 that differ by this much leave no doubt. */
const CLEAR_DISTANCE = 0.5;
const UNANIMOUS_FROM = 4;

type Candidate = { origin: CandidateOrigin; parameters: unknown };
type Pair = { id: string; request: string; a: Candidate; b: Candidate };
type Known = { verdicts: GoldVerdicts; reason: GoldReason };

function explain({ verdicts, reason }: Known): string {
  if (reason === "unanimous") return "Everybody who judged this pair gave the same answer.";
  const words = Object.entries(verdicts).map(([dimension, value]) => `{${value}} ${WORDS[dimension as DimensionName]}`);
  return `Known from how the pictures were made: ${words.join(", ")}.`;
}

function fromConstruction({ a, b }: Pair, dimensions: readonly DimensionName[]): Known | null {
  const [first, second] = [Labels.safeParse(a.parameters), Labels.safeParse(b.parameters)];
  if (a.origin !== "perturbation" || b.origin !== "perturbation" || !first.success || !second.success) return null;
  const known = dimensions.flatMap((dimension): [DimensionName, "A" | "B"][] => {
    const distance = first.data.labels[LABEL_OF[dimension]] - second.data.labels[LABEL_OF[dimension]];
    return Math.abs(distance) >= CLEAR_DISTANCE ? [[dimension, distance > 0 ? "A" : "B"]] : [];
  });
  return known.length === 0 ? null : { verdicts: Object.fromEntries(known), reason: "construction" };
}

/** An implanted defect loses wherever the whole or the instruction is asked; what it leaves untouched is not known. */
function fromImplant({ a, b }: Pair, dimensions: readonly DimensionName[]): Known | null {
  if ((a.origin === "implanted") === (b.origin === "implanted")) return null;
  const winner = a.origin === "implanted" ? "B" : "A";
  const known = dimensions.filter((dimension) => dimension === "overall" || dimension === "prompt_following");
  return known.length === 0 ? null : { verdicts: Object.fromEntries(known.map((dimension) => [dimension, winner])), reason: "implanted" };
}

async function readUnanimous(projectId: string): Promise<Map<string, GoldVerdicts>> {
  const found = new Map<string, GoldVerdicts>();
  for (const { comparisonId, dimension, counts } of await computeConsensus(projectId, { people: "people" })) {
    const all = counts.a + counts.b + counts.tie + counts.bothBad + counts.skip;
    const most = Math.max(counts.a, counts.b);
    if (most >= UNANIMOUS_FROM && most === all) found.set(comparisonId, { ...found.get(comparisonId), [dimension]: counts.a === all ? "A" : "B" });
  }
  return found;
}

/**
 * Comparisons that are not gold yet and whose answer is certain, most known dimensions first, at most `limit`. It changes
 * nothing: `setGold` takes what is chosen. Throws `not_found` or `forbidden`.
 */
export async function suggestGold(caller: Caller, projectId: string, limit = 50): Promise<GoldSuggestion[]> {
  await requireCaller(getDb(), caller, projectId, MANAGING_ROLES);
  const { dimensions } = await getDb().project.findUniqueOrThrow({ where: { id: projectId }, select: { dimensions: true } });
  const unanimous = await readUnanimous(projectId);
  const pairs = await getDb().$queryRaw<Pair[]>`
    SELECT c.id, coalesce(i.instruction, i.source_caption || ' → ' || i.target_caption) AS request,
           jsonb_build_object('origin', a.origin, 'parameters', a.parameters) AS a, jsonb_build_object('origin', b.origin, 'parameters', b.parameters) AS b
    FROM comparison c JOIN item i ON i.id = c.item_id JOIN candidate a ON a.id = c.candidate_a_id JOIN candidate b ON b.id = c.candidate_b_id
    WHERE c.project_id = ${projectId}::uuid AND NOT EXISTS (SELECT 1 FROM gold g WHERE g.comparison_id = c.id)
      AND (a.origin = 'perturbation' AND b.origin = 'perturbation' OR (a.origin = 'implanted') <> (b.origin = 'implanted') OR c.id = ANY(${[...unanimous.keys()]}::uuid[]))
    ORDER BY i.external_id, c.id`;
  const suggestions = pairs.flatMap((pair): GoldSuggestion[] => {
    const agreed = unanimous.get(pair.id);
    const known = fromConstruction(pair, dimensions) ?? fromImplant(pair, dimensions) ?? (agreed ? { verdicts: agreed, reason: "unanimous" as const } : null);
    return known ? [{ comparisonId: pair.id, request: pair.request, ...known, explanation: explain(known) }] : [];
  });
  return suggestions.toSorted((first, second) => Object.keys(second.verdicts).length - Object.keys(first.verdicts).length).slice(0, limit);
}
