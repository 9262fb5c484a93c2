import type { Caller } from "../auth/actor.ts";
import { getDb } from "../db.ts";
import { invalidInput, notFound } from "../errors.ts";
import { getStorage, originalKey } from "../image/index.ts";
import { type DimensionName, getProject } from "../project/index.ts";
import { mainDimension } from "../project/main-dimension.ts";
import { listScorers, type ScorerProgress } from "../scorer/index.ts";
import type { BestOfN } from "../stats/index.ts";
import { choosePools } from "./choose-pools.ts";
import { type PickLine, toPickLine } from "./pick-line.ts";
import { readPools } from "./read-pools.ts";

export type ProjectPick = { line: PickLine; readPicture: (() => Promise<Buffer>) | null };
export type ProjectPicks = { scorer: ScorerProgress; dimension: DimensionName; curve: BestOfN; picks: ProjectPick[] };

/** Files call visual quality as EditScore does. */
const nameInFiles = (dimension: DimensionName): string => (dimension === "visual_quality" ? "perceptual_quality" : dimension);

/** The version of a name, of `name@` and the beginning of its hash, or of an id; the newest one when nothing is named. */
function findScorer(scorers: readonly ScorerProgress[], named: string | undefined): ScorerProgress {
  if (named === undefined) {
    const [newest] = scorers;
    if (newest) return newest;
    throw notFound("No scorer has scored this project.");
  }
  const [name = "", hash = ""] = named.split("@");
  const found = scorers.find((version) => version.scorerVersionId === named || (version.name === name && version.hash.startsWith(hash)));
  if (!found) throw notFound(`No scorer called ${named} has scored this project; there are: ${[...new Set(scorers.map((version) => version.name))].join(", ") || "none"}.`);
  return found;
}

/**
 * As `pickFromFiles`, over the candidates of a project in the order of their names, with the curve of what people think of the picks.
 * Throws `not_found`, `forbidden`, or `invalid_input` for a dimension that the project does not have.
 */
export async function pickForProject(caller: Caller, slug: string, input: { scorer?: string; dimension?: DimensionName; counts: readonly number[] | null }): Promise<ProjectPicks> {
  const project = await getProject(caller, slug);
  const dimension = input.dimension ?? mainDimension(project.dimensions);
  if (!project.dimensions.includes(dimension)) throw invalidInput("The project does not ask about this dimension.", { dimension: `One of ${project.dimensions.join(", ")}.` });
  const scorer = findScorer(await listScorers(caller, project.id), input.scorer);
  const pools = await readPools(project.id, { dimension, people: "all", scorerVersionId: scorer.scorerVersionId });
  const shown = await getDb().candidate.findMany({ where: { projectId: project.id }, select: { id: true, externalId: true, item: { select: { externalId: true } }, picture: { select: { sha256: true } } } });
  const byId = new Map(shown.map((candidate) => [candidate.id, candidate]));
  const { curve } = choosePools(pools, undefined);
  const picks = pools.flatMap((pool) => {
    const itemId = byId.get(pool.candidates[0]?.id ?? "")?.item.externalId ?? pool.itemId;
    return (input.counts ?? [pool.candidates.length]).map((n) => {
      const line = toPickLine({ itemId, n, dimension: nameInFiles(dimension), candidates: pool.candidates.map(({ id, score }) => ({ id, score, problem: null })) });
      const sha256 = byId.get(line.candidate_id ?? "")?.picture.sha256;
      const nameOf = (id: string): string => byId.get(id)?.externalId ?? id;
      const named: PickLine = {
        ...line,
        candidate_id: line.candidate_id && nameOf(line.candidate_id),
        runner_up: line.runner_up && { ...line.runner_up, candidate_id: nameOf(line.runner_up.candidate_id) },
        failed: line.failed.map((failure) => ({ ...failure, candidate_id: nameOf(failure.candidate_id) })),
      };
      return { line: named, readPicture: sha256 === undefined ? null : () => getStorage().read(originalKey(sha256)) };
    });
  });
  return { scorer, dimension, curve, picks };
}
