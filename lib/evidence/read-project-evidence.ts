import type { Readable } from "node:stream";
import type pg from "pg";
import type { CandidateOrigin, Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";
import { createEvidenceBuilder, type EvidenceBuilder } from "./build-evidence.ts";
import { askForRows, readNumber, readText, takeRows, withSnapshot } from "./copy-rows.ts";
import { type Evidence, VERDICT_ORDER } from "./evidence.ts";

type Subject = Pick<Project, "id" | "dimensions">;

const ITEMS = `
  SELECT i.id, i.external_id, i.task_type, coalesce(s.picture_id, i.id) FROM item i LEFT JOIN item_source s ON s.item_id = i.id AND s.position = 0
  WHERE i.project_id = PROJECT ORDER BY i.external_id COLLATE "C"`;

const CANDIDATES = `
  SELECT c.id, c.external_id, c.item_id, c.generator, c.origin, c.changed_share, p.width * p.height, p.sharpness FROM candidate c JOIN picture p ON p.id = c.picture_id JOIN item i ON i.id = c.item_id
  WHERE c.project_id = PROJECT ORDER BY i.external_id COLLATE "C", c.external_id COLLATE "C"`;

const COMPARISONS = `
  SELECT c.id, c.candidate_a_id, c.candidate_b_id FROM comparison c JOIN item i ON i.id = c.item_id JOIN candidate a ON a.id = c.candidate_a_id JOIN candidate b ON b.id = c.candidate_b_id
  WHERE c.project_id = PROJECT ORDER BY i.external_id COLLATE "C", a.external_id COLLATE "C", b.external_id COLLATE "C"`;

/** Unsorted, since every row names its place; most projects have no simulated judgments, and text of nothing takes time. */
const CONSENSUS = `
  SELECT k.comparison_id, k.dimension, k.people, nullif(k.simulated, '{0,0,0,0,0}') FROM consensus k JOIN comparison c ON c.id = k.comparison_id WHERE c.project_id = PROJECT`;

const DECISIONS = `
  SELECT a.comparison_id, v.dimension, v.value FROM adjudication a JOIN adjudication_verdict v ON v.adjudication_id = a.id JOIN comparison c ON c.id = a.comparison_id
  WHERE c.project_id = PROJECT AND a.decided_at IS NOT NULL AND a.ended_at IS NULL AND v.value <> 'SKIP'`;

const SCORERS = `
  SELECT v.id, s.name, s.kind, v.hash, v.scale_min, v.scale_max, used.passes, v.definition->>'reduction' = 'average_first'
  FROM scorer_version v JOIN scorer s ON s.id = v.scorer_id
  JOIN (SELECT scorer_version_id, max(pass) + 1 AS passes FROM score JOIN candidate c ON c.id = candidate_id WHERE c.project_id = PROJECT GROUP BY 1) used ON used.scorer_version_id = v.id
  ORDER BY v.created_at DESC, v.id`;

const SCORES = `
  SELECT s.scorer_version_id, s.candidate_id, s.dimension, s.pass, s.value FROM score s JOIN candidate c ON c.id = s.candidate_id WHERE c.project_id = PROJECT`;

const takeItems = (items: Readable, builder: EvidenceBuilder) =>
  takeRows(items, ([id, externalId, taskType, clusterName]) => builder.addItem({ id: id!, externalId: readText(externalId)!, taskType: readText(taskType), clusterName: clusterName! }));

const takeCandidates = (candidates: Readable, builder: EvidenceBuilder) =>
  takeRows(candidates, ([id, externalId, itemId, generator, origin, changed, pixels, sharpness]) =>
    builder.addCandidate({ id: id!, externalId: readText(externalId)!, itemId: itemId!, generator: readText(generator)!, origin: origin as CandidateOrigin, changedShare: readNumber(changed), pixels: readNumber(pixels), sharpness: readNumber(sharpness) }),
  );

const ZERO = 48;
const COMMA = 44;

/** "{3,0,1,0,0}" into five places; read digit by digit, because there are as many as comparisons times dimensions. */
function addCounts(counts: Uint16Array, at: number, array: string): void {
  let [place, count] = [at * 5, 0];
  for (let index = 1; index < array.length; index += 1) {
    const code = array.charCodeAt(index);
    if (code >= ZERO) {
      if (code <= ZERO + 9) count = 10 * count + code - ZERO;
      else counts[place] = count;
      continue;
    }
    if (code !== COMMA) continue;
    counts[place] = count;
    place += 1;
    count = 0;
  }
}

async function takeVotes(consensus: Readable, decisions: Readable, builder: EvidenceBuilder): Promise<void> {
  await takeRows(consensus, ([id, dimension, people, simulated]) => {
    const [at, tally] = [builder.comparisonAt(id!), builder.tallyOf(dimension as DimensionName)];
    if (at === null || !tally) return;
    addCounts(tally.people, at, people!);
    if (readText(simulated) !== null) addCounts(tally.simulated, at, simulated!);
  });
  await takeRows(decisions, ([id, dimension, value]) => {
    const [at, tally] = [builder.comparisonAt(id!), builder.tallyOf(dimension as DimensionName)];
    if (at !== null && tally) tally.decision[at] = 1 + VERDICT_ORDER.indexOf(value as (typeof VERDICT_ORDER)[number]);
  });
}

async function takeScores(scorers: Readable, scores: Readable, builder: EvidenceBuilder): Promise<void> {
  await takeRows(scorers, ([id, name, kind, hash, low, high, passes, averageFirst]) =>
    builder.addScorer({ id: id!, name: readText(name)!, kind: readText(kind)!, hash: hash!, scale: [Number(low), Number(high)], passCount: Number(passes), isAverageFirst: averageFirst === "t" }),
  );
  await takeRows(scores, ([scorerId, candidateId, dimension, pass, value]) => builder.addScore({ scorerId: scorerId!, candidateId: candidateId!, dimension: dimension as DimensionName, pass: Number(pass), value: Number(value) }));
}

/**
 * All evidence of a project in one snapshot: its comparisons, what counts of its judgments, and every score. It does not
 * authorise: callers are verbs that have done so.
 */
export async function readProjectEvidence({ id, dimensions }: Subject): Promise<Evidence> {
  return withSnapshot(4, async ([one, two, three, four]) => {
    const ask = (client: pg.Client | undefined, sql: string) => askForRows(client!, id, sql);
    const builder = createEvidenceBuilder(dimensions);
    const [items, candidates, comparisons, consensus] = [ask(one, ITEMS), ask(two, CANDIDATES), ask(three, COMPARISONS), ask(four, CONSENSUS)];
    await takeItems(items, builder);
    const scores = ask(one, SCORES);
    await takeCandidates(candidates, builder);
    const scorers = ask(two, SCORERS);
    await takeRows(comparisons, ([comparisonId, aId, bId]) => builder.addComparison({ id: comparisonId!, aId: aId!, bId: bId! }));
    const decisions = ask(three, DECISIONS);
    await takeVotes(consensus, decisions, builder);
    await takeScores(scorers, scores, builder);
    return builder.build();
  });
}
