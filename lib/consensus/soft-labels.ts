import type { Evidence, JudgmentColumns } from "../evidence/evidence.ts";
import type { VerdictValue } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";
import { fitVerdictModel, groupLabels, type VerdictSkill } from "../stats/index.ts";
import type { PeopleFilter } from "./people-filter.ts";

/** How likely A is better, they are equal, B is better, of one comparison; and by annotator what the model makes of them. */
export type SoftLabel = { a: number; tie: number; b: number };
export type SoftLabels = { of(comparison: number): SoftLabel | null; skills: { annotator: string; skill: VerdictSkill }[] };

/** A, equal (or both bad) and B as classes of the model; a skip is no answer. */
const CLASS_OF = [0, 2, 1, 1, -1];

/** Known answers by comparison id. */
export type KnownAnswers = ReadonlyMap<string, VerdictValue>;
const CLASS_OF_KNOWN: Record<VerdictValue, number> = { A: 0, TIE: 1, BOTH_BAD: 1, B: 2, SKIP: -1 };

/**
 * Probabilities of consensus in one dimension by the swap-symmetric model of Dawid and Skene (`fitVerdictModel`), which weighs
 * people by how they agree with each other, and with the answers that are `known`: those are certain. Excluded people and skips
 * are left out; a comparison without an answer has none.
 */
export function fitSoftLabels(evidence: Evidence, judgments: JudgmentColumns, dimension: DimensionName, { people = "all", known = new Map() }: { people?: PeopleFilter; known?: KnownAnswers } = {}): SoftLabels {
  const place = evidence.dimensions.indexOf(dimension);
  const isUsed = (at: number) => {
    const { simulated, excluded } = judgments.annotators[judgments.annotator[at]!]!;
    return judgments.dimension[at] === place && CLASS_OF[judgments.verdict[at]!]! >= 0 && !excluded && (people === "all" || simulated === (people === "simulated"));
  };
  const used = Int32Array.from(judgments.verdict.keys()).filter(isUsed);
  const answered = new Set(Int32Array.from(used, (at) => judgments.comparison[at]!));
  const data = groupLabels(
    { itemCount: evidence.comparisons.ids.length, annotatorCount: judgments.annotators.length, classCount: 3 },
    { item: Int32Array.from(used, (at) => judgments.comparison[at]!), annotator: Int32Array.from(used, (at) => judgments.annotator[at]!), label: Uint8Array.from(used, (at) => CLASS_OF[judgments.verdict[at]!]!) },
  );
  const gold = Int8Array.from(evidence.comparisons.ids, (id) => CLASS_OF_KNOWN[known.get(id) ?? "SKIP"]);
  const { posterior, skills } = fitVerdictModel(data, { stop: "display", gold });
  return {
    of: (comparison) => (answered.has(comparison) ? { a: posterior[comparison * 3]!, tie: posterior[comparison * 3 + 1]!, b: posterior[comparison * 3 + 2]! } : null),
    skills: judgments.annotators.map(({ id }, at) => ({ annotator: id, skill: skills[at]! })),
  };
}
