import { openJudge } from "../lib/reward/open-judge.ts";
import type { ScoreDimension, Scorer } from "../lib/reward/scorer.ts";
import { JuxtaError } from "../lib/errors.ts";
import type { ScorerDefinition } from "../lib/reward/scorer-definition.ts";

const DIMENSIONS: ScoreDimension[] = ["prompt_following", "consistency", "visual_quality", "overall"];

async function openStarter(modelsFolder: string): Promise<Scorer> {
  // Loaded late: where the ONNX runtime cannot be loaded, judges can still be asked.
  const { loadStarterScorer } = await import("./onnx/starter-scorer.ts");
  const starter = await loadStarterScorer(modelsFolder);
  return {
    name: "starter",
    kind: "starter",
    version: starter.version,
    dimensions: DIMENSIONS,
    scale: { min: 0, max: 10 },
    passes: 1,
    describe: () => ({ kind: "starter" }),
    score: async (edits, { passes = [0] } = {}) => {
      const scores = await starter.score(edits.map(({ source, edit, instruction, taskType }) => ({ source, candidate: edit, instruction, taskType })));
      return scores.map((score) =>
        passes.map((pass) =>
          "error" in score
            ? { pass, ok: false as const, error: { code: score.error.code, message: score.error.message }, replies: [] }
            : { pass, ok: true as const, values: score, reasoning: null, repaired: false, extra: {}, replies: [] },
        ),
      );
    },
    dispose: () => starter.dispose(),
  };
}

/** Opens a scorer of any kind by its definition. Throws where it cannot be opened. */
export async function openScorer(definition: ScorerDefinition, { modelsFolder, baseFolder }: { modelsFolder: string; baseFolder: string }): Promise<Scorer> {
  if (definition.kind === "starter") return openStarter(modelsFolder);
  if (definition.kind === "vlm") return openJudge(definition, { baseFolder });
  throw new JuxtaError("scorer_kind_unknown", "This worker cannot open scorers of this kind.");
}
