import type { Caller } from "../auth/actor.ts";
import { getDb, type Prisma } from "../db.ts";
import type { MemberState } from "../generated/prisma/client.ts";
import { getProject } from "../project/index.ts";

export const EXPORT_FORMAT = "juxta-project";
export const EXPORT_VERSION = 1;
const ITEMS_PER_READ = 100;

const WITH_EVERYTHING = {
  reference: true,
  sources: { include: { picture: true }, orderBy: { position: "asc" } },
  candidates: {
    include: { picture: true, parent: true, scores: { include: { scorerVersion: { include: { scorer: true } } } }, scoreFailures: { include: { scorerVersion: { include: { scorer: true } } } } },
    orderBy: { externalId: "asc" },
  },
  comparisons: { include: { gold: { include: { verdicts: true } }, adjudications: { where: { decidedAt: { not: null } }, include: { verdicts: true, reviewer: true }, orderBy: { id: "asc" } }, pairVerdicts: { include: { scorerVersion: { include: { scorer: true } } } } }, orderBy: [{ candidateAId: "asc" }, { candidateBId: "asc" }] },
  units: { include: { handedOut: { where: { propensity: { not: null } }, select: { annotatorId: true, purpose: true, explored: true, propensity: true } }, judgments: { include: { verdicts: true, annotator: true, partner: true, form: true }, orderBy: { id: "asc" } } } },
} satisfies Prisma.ItemInclude;

type FullItem = Prisma.ItemGetPayload<{ include: typeof WITH_EVERYTHING }>;
type FullCandidate = FullItem["candidates"][number];
type Line = Record<string, unknown>;

function candidateFields(candidate: FullCandidate): Line {
  const { picture } = candidate;
  return {
    candidate_id: candidate.externalId,
    image_sha256: picture.sha256,
    width: picture.width,
    height: picture.height,
    generator: candidate.generator,
    origin: candidate.origin,
    config: candidate.config,
    parameters: candidate.parameters,
    parent: candidate.parent?.externalId ?? null,
    turn: candidate.turn,
    changed_share: candidate.changedShare,
    sharpness: picture.sharpness,
  };
}

function itemLine(item: FullItem): Line {
  return {
    type: "item",
    item_id: item.externalId,
    source_sha256: item.sources.map((source) => source.picture.sha256),
    reference_sha256: item.reference?.sha256 ?? null,
    condition_type: item.conditionType,
    instruction: item.instruction,
    source_caption: item.sourceCaption,
    target_caption: item.targetCaption,
    language: item.language,
    translation: item.translation,
    task_type: item.taskType,
    qualification: item.qualification,
    license: item.licence,
    origin: item.originAddress,
    metadata: item.metadata,
    candidates: item.candidates.map(candidateFields),
  };
}

/** One line per candidate, scorer version and pass; a failed pass says so and has no numbers. */
function scoreLines(item: FullItem, candidate: FullCandidate): Line[] {
  const subject = { item_id: item.externalId, candidate_id: candidate.externalId };
  const passes = Map.groupBy(candidate.scores, (score) => `${score.scorerVersion.scorer.name} ${score.scorerVersion.hash} ${score.pass}`);
  const scored = [...passes].map(([key, scores]) => {
    const { scorerVersion, pass } = scores[0]!;
    const values = Object.fromEntries(scores.map((score) => [score.dimension, score.value] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
    const scale = [scorerVersion.scaleMin, scorerVersion.scaleMax];
    return { key, line: { type: "score", ...subject, scorer: scorerVersion.scorer.name, scorer_version: scorerVersion.hash, pass, scale, scores: values } };
  });
  const failed = candidate.scoreFailures.map(({ scorerVersion, pass, code, message }) => ({
    key: `${scorerVersion.scorer.name} ${scorerVersion.hash} ${pass}`,
    line: { type: "score_failure", ...subject, scorer: scorerVersion.scorer.name, scorer_version: scorerVersion.hash, pass, code, message },
  }));
  return [...scored, ...failed].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ line }) => line);
}

type FullJudgment = FullItem["units"][number]["judgments"][number];
type Names = ReadonlyMap<string, string>;

const byKey = <Value>([a]: readonly [string, Value], [b]: readonly [string, Value]): number => (a < b ? -1 : 1);

/** Candidate ids, wherever they stand in an answer, as the importer named them. */
function renameCandidates(value: unknown, names: Names): unknown {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((entry) => renameCandidates(entry, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, renameCandidates(inner, names)]));
}

/** Of a comparison: its candidates and verdicts. Of a ranking: all candidates; its tiers stand in `answer`. */
function subjectFields(judgment: FullJudgment, item: FullItem, names: Names): Line {
  const comparison = item.comparisons.find((row) => row.id === judgment.unitId);
  if (!comparison) return { candidates: [...judgment.shown].sort().map((id) => names.get(id)) };
  return {
    candidate_a: names.get(comparison.candidateAId),
    candidate_b: names.get(comparison.candidateBId),
    left: judgment.shown[0] === comparison.candidateAId ? "A" : "B",
    verdicts: Object.fromEntries(judgment.verdicts.map(({ dimension, value, strength }) => [dimension, { value, strength }] as const).sort(byKey)),
  };
}

function judgmentLines(item: FullItem, states: Map<string, MemberState>): Line[] {
  const names = new Map(item.candidates.map((candidate) => [candidate.id, candidate.externalId]));
  const judgments = item.units.flatMap(({ state, handedOut, judgments: given }) =>
    given.map((judgment) => ({ state, judgment, subject: subjectFields(judgment, item, names), handed: handedOut.find(({ annotatorId, purpose }) => annotatorId === judgment.annotatorId && purpose === judgment.purpose) })),
  );
  const order = ({ judgment, subject }: (typeof judgments)[number]) => JSON.stringify([subject.candidates ?? [subject.candidate_a, subject.candidate_b], judgment.id]);
  return judgments
    .map((entry) => [order(entry), entry] as const)
    .sort(byKey)
    .map(([, { state, judgment, subject, handed }]) => ({
      type: "judgment",
      judgment_id: judgment.id,
      item_id: item.externalId,
      ...subject,
      shown: judgment.shown.map((id) => names.get(id)),
      annotator: judgment.annotator.pseudonym,
      annotator_state: states.get(judgment.annotatorId) ?? null,
      ...(judgment.partner ? { partner: judgment.partner.pseudonym } : {}),
      simulated: judgment.simulated,
      purpose: judgment.purpose.toLowerCase(),
      counted: judgment.counted,
      unit_state: state.toLowerCase(),
      ...(handed ? { explored: handed.explored, propensity: handed.propensity } : {}),
      answer: renameCandidates(judgment.answer, names),
      duration_ms: judgment.durationMs,
      note: judgment.note,
      guideline_version: judgment.guidelineVersion,
      form_version: judgment.form.version,
      revisions: judgment.revisionCount,
      submitted_at: judgment.submittedAt.toISOString(),
    }));
}

function goldLines(item: FullItem): Line[] {
  const names = new Map(item.candidates.map((candidate) => [candidate.id, candidate.externalId]));
  return item.comparisons.flatMap(({ candidateAId, candidateBId, gold }) =>
    gold
      ? [{ type: "gold", item_id: item.externalId, candidate_a: names.get(candidateAId), candidate_b: names.get(candidateBId), verdicts: Object.fromEntries(gold.verdicts.map(({ dimension, value }) => [dimension, value] as const).sort(byKey)), explanation: gold.explanation, in_quiz: gold.inQuiz }]
      : [],
  );
}

/** What judges of pairs say, with A first and with B first in their prompt. */
function pairVerdictLines(item: FullItem): Line[] {
  const names = new Map(item.candidates.map((candidate) => [candidate.id, candidate.externalId]));
  const lines = item.comparisons.flatMap(({ candidateAId, candidateBId, pairVerdicts }) =>
    pairVerdicts.map(({ scorerVersion, dimension, aFirst, bFirst, reasoning, repaired }) => ({
      type: "pair_verdict",
      item_id: item.externalId,
      candidate_a: names.get(candidateAId),
      candidate_b: names.get(candidateBId),
      scorer: scorerVersion.scorer.name,
      scorer_version: scorerVersion.hash,
      dimension,
      a_first: aFirst,
      b_first: bFirst,
      reasoning,
      repaired,
    })),
  );
  const order = (line: (typeof lines)[number]) => JSON.stringify([line.candidate_a, line.candidate_b, line.scorer, line.scorer_version, line.dimension]);
  return lines.map((line) => [order(line), line] as const).sort(byKey).map(([, line]) => line);
}

type StoredBlind = Record<string, { value: string; strength: number | null }>;

/** Decisions of reviewers, those withdrawn later too: what stands in the reports has no `ended_at`. */
function adjudicationLines(item: FullItem): Line[] {
  const names = new Map(item.candidates.map((candidate) => [candidate.id, candidate.externalId]));
  return item.comparisons.flatMap(({ candidateAId, candidateBId, adjudications }) =>
    adjudications.map((row) => ({
      type: "adjudication",
      adjudication_id: row.id,
      item_id: item.externalId,
      candidate_a: names.get(candidateAId),
      candidate_b: names.get(candidateBId),
      left: row.shown[0] === candidateAId ? "A" : "B",
      reviewer: row.reviewer.pseudonym,
      blind: Object.fromEntries(Object.entries((row.blind ?? {}) as StoredBlind).map(([dimension, { value, strength }]) => [dimension, { value, strength }] as const).sort(byKey)),
      blind_at: row.blindAt?.toISOString() ?? null,
      verdicts: Object.fromEntries(row.verdicts.map(({ dimension, value }) => [dimension, value] as const).sort(byKey)),
      reason: row.reason,
      decided_at: row.decidedAt?.toISOString() ?? null,
      ended_at: row.endedAt?.toISOString() ?? null,
      end_reason: row.endReason,
    })),
  );
}

/**
 * A project as JSON lines: its settings, then each item with its scores and raw judgments, people by pseudonym alone.
 * Reads a page of items at a time; the same content gives the same lines. Throws `not_found` or `forbidden`.
 */
export async function* exportProject(caller: Caller, slug: string): AsyncGenerator<string> {
  const db = getDb();
  const project = await getProject(caller, slug, ["OWNER"]);
  const members = await db.member.findMany({ where: { projectId: project.id }, select: { userId: true, state: true } });
  const states = new Map(members.map((member) => [member.userId, member.state]));
  const { name, description, guideline, guidelineVersion, dimensions, overlap, overlapMax } = project;
  yield `${JSON.stringify({ type: "project", format: EXPORT_FORMAT, version: EXPORT_VERSION, slug, name, description, guideline, guideline_version: guidelineVersion, dimensions, overlap, overlap_max: overlapMax })}\n`;
  for (let after: string | undefined; ; ) {
    const items: FullItem[] = await db.item.findMany({
      where: { projectId: project.id, ...(after === undefined ? {} : { externalId: { gt: after } }) },
      include: WITH_EVERYTHING,
      orderBy: { externalId: "asc" },
      take: ITEMS_PER_READ,
    });
    for (const item of items) {
      const lines = [itemLine(item), ...item.candidates.flatMap((candidate) => scoreLines(item, candidate)), ...goldLines(item), ...judgmentLines(item, states), ...adjudicationLines(item), ...pairVerdictLines(item)];
      yield lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    }
    after = items.at(-1)?.externalId;
    if (after === undefined) return;
  }
}
