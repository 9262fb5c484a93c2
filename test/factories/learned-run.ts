import { randomUUID } from "node:crypto";
import { getDb, type Prisma } from "#lib/db.ts";
import type { LearnedRun } from "#lib/generated/prisma/client.ts";
import type { DimensionFigures, LearnReport } from "#lib/learn/index.ts";
import { LEARN_SEED } from "#lib/learn/index.ts";

const measured = (accuracy: number) => ({ accuracy, interval: { low: accuracy - 0.04, high: accuracy + 0.04 }, n: 240, groupCount: 31 });

function makeFigures(dimension: string): DimensionFigures {
  return {
    dimension,
    verdict: "better",
    learned: measured(0.76),
    starter: measured(0.65),
    difference: { value: 0.11, interval: { low: 0.05, high: 0.17 } },
    scorers: [{ scorerVersionId: randomUUID(), name: "judge", ...measured(0.7), difference: { value: 0.06, interval: { low: 0.01, high: 0.11 } } }],
    people: measured(0.82),
    calibration: { bins: [{ from: 0.5, to: 0.6, predicted: 0.55, observed: 0.57, n: 60 }, { from: 0.6, to: 0.7, predicted: 0.65, observed: 0.68, n: 180 }], error: 0.027 },
    choice: { penalty: 600, outputPenalty: 20, components: 24 },
  };
}

/** A report of a run that learned something, in two dimensions. */
export function makeLearnReport(): LearnReport {
  return {
    format: 1,
    mainDimension: "overall",
    verdict: "better",
    dimensions: [makeFigures("prompt_following"), makeFigures("overall")],
    curve: [0.25, 0.5, 1].map((share) => ({ share, judgmentCount: Math.round(480 * share), accuracy: 0.66 + share / 10, interval: { low: 0.6 + share / 10, high: 0.72 + share / 10 } })),
    counts: { people: 6, simulatedPeople: 0, judgments: 720, comparisons: 240, sources: 31, candidates: 160, leftOut: 3 },
    annotators: [{ pseudonym: "person-one", accuracy: 0.86, weight: 1.3, judgments: 480 }, { pseudonym: "person-two", accuracy: 0.6, weight: 0.2, judgments: 240 }],
    method: { seed: LEARN_SEED, sourceFolds: 5, peopleFolds: 3, replicates: 1_000, cluster: "source", isConverged: true },
    isControl: false,
  };
}

/** A run that is over, without a job. */
export function makeLearnedRun(projectId: string, scorerVersionId: string | null): Promise<LearnedRun> {
  const settings = { dimensions: ["prompt_following", "overall"], scorerVersionIds: [], people: "all", shuffleLabels: false, seed: LEARN_SEED };
  return getDb().learnedRun.create({ data: { id: randomUUID(), projectId, settings, state: "DONE", stage: "saving", report: makeLearnReport() as unknown as Prisma.InputJsonObject, scorerVersionId, startedAt: new Date(), finishedAt: new Date() } });
}
