import { getDb } from "#lib/db.ts";
import { computeAgreement } from "#lib/agreement/index.ts";
import { countVotes, readProjectEvidence } from "#lib/evidence/index.ts";
import { computeLeaderboards } from "#lib/leaderboard/index.ts";
import { computeReport } from "#lib/report/index.ts";
import { drawClusters } from "#lib/stats/index.ts";
import type { Figure } from "../../bin/bench.ts";
import { say } from "../../bin/launch/progress.ts";
import { makeBulkProject } from "../load/bulk-project.ts";
import { judgeBulkProject } from "../load/judge-bulk-project.ts";

const COMPARISONS = 100_000;
const OVERLAP = 3;
const ANNOTATORS = 40;
const WARM_RUNS = 5;
const MEGABYTE = 1_048_576;

async function time<Value>(work: () => Promise<Value>): Promise<{ ms: number; value: Value }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

const limit = (name: string, value: number, target: number, unit: string, baseline?: Figure["baseline"]): Figure => ({ name, value, unit, target, comparison: "at_most", met: value <= target, baseline });

/** The report of 100,000 comparisons by three people in four dimensions: cold, warm, after one more judgment, and its memory. */
export async function run(): Promise<Figure[]> {
  const { ms: making } = await time(async () => {
    const project = await makeBulkProject({ slug: "large", name: "Large", overlap: OVERLAP }, COMPARISONS);
    await judgeBulkProject(await getDb().project.findUniqueOrThrow({ where: { id: project.id } }), ANNOTATORS);
  });
  say(`  ${COMPARISONS.toLocaleString("en")} comparisons × ${OVERLAP} judged in ${Math.round(making / 1_000)} s`);
  const project = await getDb().project.findUniqueOrThrow({ where: { slug: "large" } });
  const bare = await time(() => getDb().$queryRaw`SELECT count(*) FROM verdict v JOIN comparison c ON c.id = v.comparison_id WHERE c.project_id = ${project.id}::uuid`);
  const cold = await time(() => computeReport("operator", "large"));
  const warm: number[] = [];
  for (let at = 0; at < WARM_RUNS; at += 1) warm.push((await time(() => computeReport("operator", "large"))).ms);
  const other = await time(() => computeReport("operator", "large", { dimension: "consistency" }));
  const boards = await time(() => computeLeaderboards("operator", "large"));
  const corrected = await time(() => computeLeaderboards("operator", "large", { correct: ["side"] }));
  const memory = process.memoryUsage().rss / MEGABYTE;
  const evidence = await time(() => readProjectEvidence(project));
  const agreement = await time(async () => computeAgreement(evidence.value, evidence.value.dimensions.map((dimension) => countVotes(evidence.value, dimension, { people: "all" })), drawClusters(evidence.value.clusterCount)));
  return [
    limit("report, cold", cold.ms, 3_000, "ms", { name: "counting the verdicts in SQL", value: bare.ms, unit: "ms" }),
    limit("report, warm (worst of 5)", Math.max(...warm), 300, "ms"),
    { name: "report, another dimension in detail", value: other.ms, unit: "ms", met: null },
    { name: "leaderboards of four dimensions", value: boards.ms, unit: "ms", met: null },
    { name: "leaderboards corrected for side", value: corrected.ms, unit: "ms", met: null },
    { name: "reading the evidence alone", value: evidence.ms, unit: "ms", met: null },
    { name: "agreement with intervals alone", value: agreement.ms, unit: "ms", met: null },
    limit("memory of the process", memory, 1_024, "MB"),
  ];
}
