import type pg from "pg";
import type { CandidateOrigin, Project } from "../generated/prisma/client.ts";
import type { DimensionName } from "../project/schemas.ts";
import { createEvidenceBuilder, type EvidenceBuilder } from "./build-evidence.ts";
import { copyRows, readNumber, readText, withSnapshot } from "./copy-rows.ts";
import { type Evidence, VERDICT_ORDER } from "./evidence.ts";

type Subject = Pick<Project, "id" | "dimensions">;

async function readItems(client: pg.Client, projectId: string, builder: EvidenceBuilder): Promise<void> {
  await copyRows(
    client,
    projectId,
    `SELECT i.id, i.external_id, i.task_type, coalesce(s.picture_id, i.id) FROM item i LEFT JOIN item_source s ON s.item_id = i.id AND s.position = 0
     WHERE i.project_id = PROJECT ORDER BY i.external_id COLLATE "C"`,
    ([id, externalId, taskType, clusterName]) => builder.addItem({ id: id!, externalId: readText(externalId)!, taskType: readText(taskType), clusterName: clusterName! }),
  );
  await copyRows(
    client,
    projectId,
    `SELECT c.id, c.external_id, c.item_id, c.generator, c.origin, c.changed_share, p.width * p.height, p.sharpness FROM candidate c JOIN picture p ON p.id = c.picture_id JOIN item i ON i.id = c.item_id
     WHERE c.project_id = PROJECT ORDER BY i.external_id COLLATE "C", c.external_id COLLATE "C"`,
    ([id, externalId, itemId, generator, origin, changed, pixels, sharpness]) =>
      builder.addCandidate({ id: id!, externalId: readText(externalId)!, itemId: itemId!, generator: readText(generator)!, origin: origin as CandidateOrigin, changedShare: readNumber(changed), pixels: readNumber(pixels), sharpness: readNumber(sharpness) }),
  );
}

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

async function readVotes(client: pg.Client, projectId: string, builder: EvidenceBuilder): Promise<void> {
  await copyRows(
    client,
    projectId,
    `SELECT c.id, c.candidate_a_id, c.candidate_b_id FROM comparison c JOIN item i ON i.id = c.item_id JOIN candidate a ON a.id = c.candidate_a_id JOIN candidate b ON b.id = c.candidate_b_id
     WHERE c.project_id = PROJECT ORDER BY i.external_id COLLATE "C", a.external_id COLLATE "C", b.external_id COLLATE "C"`,
    ([id, aId, bId]) => builder.addComparison({ id: id!, aId: aId!, bId: bId! }),
  );
  await copyRows(client, projectId, `SELECT k.comparison_id, k.dimension, k.people, k.simulated FROM consensus k JOIN comparison c ON c.id = k.comparison_id WHERE c.project_id = PROJECT ORDER BY k.comparison_id`, ([id, dimension, people, simulated]) => {
    const [at, tally] = [builder.comparisonAt(id!), builder.tallyOf(dimension as DimensionName)];
    if (at === null || !tally) return;
    addCounts(tally.people, at, people!);
    addCounts(tally.simulated, at, simulated!);
  });
  await copyRows(
    client,
    projectId,
    `SELECT a.comparison_id, v.dimension, v.value FROM adjudication a JOIN adjudication_verdict v ON v.adjudication_id = a.id JOIN comparison c ON c.id = a.comparison_id
     WHERE c.project_id = PROJECT AND a.decided_at IS NOT NULL AND a.ended_at IS NULL AND v.value <> 'SKIP'`,
    ([id, dimension, value]) => {
      const [at, tally] = [builder.comparisonAt(id!), builder.tallyOf(dimension as DimensionName)];
      if (at !== null && tally) tally.decision[at] = 1 + VERDICT_ORDER.indexOf(value as (typeof VERDICT_ORDER)[number]);
    },
  );
}

async function readScores(client: pg.Client, projectId: string, builder: EvidenceBuilder): Promise<void> {
  await copyRows(
    client,
    projectId,
    `SELECT v.id, s.name, s.kind, v.hash, v.scale_min, v.scale_max, used.passes, v.definition->>'reduction' = 'average_first'
     FROM scorer_version v JOIN scorer s ON s.id = v.scorer_id
     JOIN (SELECT scorer_version_id, max(pass) + 1 AS passes FROM score JOIN candidate c ON c.id = candidate_id WHERE c.project_id = PROJECT GROUP BY 1) used ON used.scorer_version_id = v.id
     ORDER BY v.created_at DESC, v.id`,
    ([id, name, kind, hash, low, high, passes, averageFirst]) =>
      builder.addScorer({ id: id!, name: readText(name)!, kind: readText(kind)!, hash: hash!, scale: [Number(low), Number(high)], passCount: Number(passes), isAverageFirst: averageFirst === "t" }),
  );
  await copyRows(
    client,
    projectId,
    `SELECT s.scorer_version_id, s.candidate_id, s.dimension, s.pass, s.value FROM score s JOIN candidate c ON c.id = s.candidate_id WHERE c.project_id = PROJECT ORDER BY s.candidate_id`,
    ([scorerId, candidateId, dimension, pass, value]) => builder.addScore({ scorerId: scorerId!, candidateId: candidateId!, dimension: dimension as DimensionName, pass: Number(pass), value: Number(value) }),
  );
}

/**
 * All evidence of a project in one snapshot: its comparisons, what counts of its judgments, and every score. It does not
 * authorise: callers are verbs that have done so.
 */
export async function readProjectEvidence({ id, dimensions }: Subject): Promise<Evidence> {
  return withSnapshot(async (client) => {
    const builder = createEvidenceBuilder(dimensions);
    await readItems(client, id, builder);
    await readVotes(client, id, builder);
    await readScores(client, id, builder);
    return builder.build();
  });
}
