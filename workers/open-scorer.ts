import path from "node:path";
import { JuxtaError } from "../lib/errors.ts";
import { headFolder } from "../lib/learn/head-files.ts";
import { openJudge } from "../lib/reward/open-judge.ts";
import { inEnglish, type ScoreDimension, type Scorer } from "../lib/reward/scorer.ts";
import { type LearnedDefinition, type OnnxDefinition, parseScorerDefinition, type ScorerDefinition } from "../lib/reward/scorer-definition.ts";
import type { StarterScorer } from "./onnx/starter-scorer.ts";

const DIMENSIONS: ScoreDimension[] = ["prompt_following", "consistency", "visual_quality", "overall"];

/** The starter scorer behind the interface of all scorers. */
export function wrapStarter(starter: StarterScorer): Scorer {
  return {
    name: "starter",
    kind: "starter",
    version: starter.version,
    dimensions: DIMENSIONS,
    scale: { min: 0, max: 10 },
    passes: 1,
    describe: () => ({ kind: "starter" }),
    score: async (edits, { passes = [0] } = {}) => {
      const scores = await starter.score(edits.map((edit) => ({ source: edit.source, candidate: edit.edit, instruction: inEnglish(edit), taskType: edit.taskType })));
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

// The ONNX runtime is loaded late: where it cannot be loaded, judges can still be asked.
async function openStarter(modelsFolder: string): Promise<Scorer> {
  const { loadStarterScorer } = await import("./onnx/starter-scorer.ts");
  return wrapStarter(await loadStarterScorer(modelsFolder));
}

/** The definition always has a number of threads; 1, its default, leaves the choice to the manifest. */
async function openOnnx({ name, manifest, threads, batchSize }: OnnxDefinition, baseFolder: string): Promise<Scorer> {
  const { openManifestScorer } = await import("./onnx/manifest-scorer.ts");
  return openManifestScorer(path.resolve(baseFolder, manifest), { name, threads: threads > 1 ? threads : undefined, batch: batchSize });
}

type Folders = { modelsFolder: string; baseFolder: string };

/** One that a run here has learned lies in the storage; one that was downloaded lies where its definition says. */
async function openLearned({ name, run, folder }: LearnedDefinition, folders: Folders): Promise<Scorer> {
  const { openLearnedScorer } = await import("./onnx/learned-scorer.ts");
  const place = run ? headFolder(run) : path.resolve(folders.baseFolder, folder ?? "");
  return openLearnedScorer(place, { modelsFolder: folders.modelsFolder, name, openStacked: (definition) => openScorer(parseScorerDefinition(definition), folders) });
}

/** Opens a scorer of any kind by its definition; `baseFolder` is what its paths count from. Throws where it cannot be opened. */
export async function openScorer(definition: ScorerDefinition, folders: Folders): Promise<Scorer> {
  if (definition.kind === "starter") return openStarter(folders.modelsFolder);
  if (definition.kind === "onnx") return openOnnx(definition, folders.baseFolder);
  if (definition.kind === "learned") return openLearned(definition, folders);
  if (definition.kind === "vlm") return openJudge(definition, { baseFolder: folders.baseFolder });
  throw new JuxtaError("scorer_kind_unknown", "This worker cannot open scorers of this kind.");
}
