import { getDb } from "../../lib/db.ts";
import { JuxtaError, notFound } from "../../lib/errors.ts";
import type { Reduction } from "../../lib/reward/combine-passes.ts";
import type { Scorer } from "../../lib/reward/scorer.ts";
import { findScorerVersion } from "../../lib/scorer/index.ts";
import { wrapStarter } from "../open-scorer.ts";
import type { ScoringModel } from "../scoring-model.ts";

/** Open scorers beside the starter: a model of some hundred megabytes each, at worst. */
const MAX_WARM = 4;

export type WarmScorer = { scorer: Scorer; reduction: Reduction };
export type WarmScorers = {
  /** Lends the scorer that a reference names, opened and warm, for as long as `work` runs. Throws `not_found`, and why it cannot be opened. */
  use<Result>(reference: string, work: (warm: WarmScorer) => Promise<Result>): Promise<Result>;
  dispose(): Promise<void>;
};

type Kept = { opening: Promise<WarmScorer>; users: number; usedAt: number };
type Open = (definition: Record<string, unknown>) => Promise<Scorer>;

/** The scorer of a version, and no other: a model that was changed since would speak under a wrong name. */
async function openVersion(open: Open, definition: unknown, hash: string): Promise<WarmScorer> {
  if (definition === null || typeof definition !== "object") throw new JuxtaError("scorer_not_runnable", "Nothing says how to open this scorer: add it again by its definition.");
  const scorer = await open(definition as Record<string, unknown>);
  if (scorer.version === hash) return { scorer, reduction: "reduction" in definition && definition.reduction === "average_first" ? "average_first" : "average_last" };
  await scorer.dispose();
  throw new JuxtaError("scorer_changed", "The scorer is not the one that was added: its model, prompts or code have changed. Add it again to get a new version.");
}

/** Keeps the scorers that were used last open, so that a request finds its model loaded. The starter stays as it was loaded. */
export function keepScorersWarm(open: Open, model: ScoringModel | null): WarmScorers {
  const kept = new Map<string, Kept>();
  const starter = model ? { scorer: wrapStarter(model.scorer), reduction: "average_last" as const } : null;

  const drop = async (id: string) => {
    const entry = kept.get(id);
    kept.delete(id);
    await entry?.opening.then(({ scorer }) => scorer.dispose(), () => {});
  };
  const makeRoom = async () => {
    const idle = [...kept].filter(([, { users }]) => users === 0).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [id] of idle.slice(0, Math.max(0, kept.size - MAX_WARM))) await drop(id);
  };

  return {
    use: async (reference, work) => {
      // By its name the starter is the one of this worker, whatever other workers have registered.
      if (reference === "starter" && starter) return work(starter);
      const version = await findScorerVersion(getDb(), reference);
      if (!version) throw notFound("There is no such scorer.");
      if (starter && version.id === model?.scorerVersionId) return work(starter);
      const entry = kept.get(version.id) ?? { opening: openVersion(open, version.definition, version.hash), users: 0, usedAt: 0 };
      kept.set(version.id, entry);
      entry.users += 1;
      try {
        return await work(await entry.opening);
      } finally {
        entry.users -= 1;
        entry.usedAt = performance.now();
        // What could not be opened is tried again by the next request.
        await entry.opening.catch(() => kept.get(version.id) === entry && kept.delete(version.id));
        await makeRoom();
      }
    },
    dispose: async () => {
      for (const id of kept.keys()) await drop(id);
    },
  };
}
