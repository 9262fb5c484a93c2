import { registerScorer } from "../lib/scorer/index.ts";
import type { StarterScorer } from "./onnx/starter-scorer.ts";

const DESCRIPTION = "Starter scorer: a small embedded model, trained on generated edits only. It is not EditScore.";

export type ScoringModel = { scorerVersionId: string; scorer: StarterScorer };

let loading: Promise<ScoringModel> | undefined;

async function load(modelsFolder: string): Promise<ScoringModel> {
  // Loaded late: where the ONNX runtime cannot be loaded, a worker can still import and prepare.
  const { loadStarterScorer } = await import("./onnx/starter-scorer.ts");
  const scorer = await loadStarterScorer(modelsFolder);
  const version = await registerScorer({ name: scorer.name, kind: "starter", description: DESCRIPTION, hash: scorer.version, scaleMin: 0, scaleMax: 10, config: { kind: "starter" }, definition: { kind: "starter", threads: 1 } });
  return { scorerVersionId: version.id, scorer };
}

/** The embedded scorer, loaded once a process and registered under its version. */
export function getScoringModel(modelsFolder: string): Promise<ScoringModel> {
  loading ??= load(modelsFolder).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
