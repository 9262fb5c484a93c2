import type { ChatClient } from "#lib/reward/judge/chat-client.ts";
import { openEditScore } from "#lib/reward/judge/open-editscore.ts";
import { createPairJudge, createProtocolScorer, type PairToJudge } from "#lib/reward/protocols/index.ts";
import type { Scorer } from "#lib/reward/scorer.ts";
import { parseScorerDefinition, type VlmDefinition } from "#lib/reward/scorer-definition.ts";
import { changeQuoting, type Quoting } from "./change-quoting.ts";
import { type JudgeAll, measureScores, measureVerdicts, type ScoreAll, type Sway } from "./measure-sway.ts";

export const MEASURED_PROTOCOLS = ["editscore", "four_scores", "pairwise"] as const;
export type MeasuredProtocol = (typeof MEASURED_PROTOCOLS)[number];

function define(protocol: MeasuredProtocol): VlmDefinition & { protocol: MeasuredProtocol } {
  // The address is not used: the client is given. Temperature 0, so that sampling does not look like sway.
  const definition = parseScorerDefinition({ kind: "vlm", protocol, baseUrl: "http://127.0.0.1/v1", model: "judge", temperature: 0 });
  if (definition.kind !== "vlm") throw new Error("not a judge");
  return { ...definition, protocol };
}

const scoreWith =
  (scorer: Scorer): ScoreAll =>
  async (edits) =>
    (await scorer.score(edits)).map(([result]) => (result?.ok ? (result.values.overall ?? null) : null));

/** One protocol of a judge behind `given`, with its instructions handed over by `quoting`. */
export async function measureJudge(given: ChatClient, protocol: MeasuredProtocol, quoting: Quoting, pairs: PairToJudge[], additions: readonly string[]): Promise<Sway> {
  const client = changeQuoting(given, quoting);
  const definition = define(protocol);
  if (protocol === "pairwise") {
    const judge = createPairJudge(definition, client);
    const judgeAll: JudgeAll = async (cases) => (await judge.judge(cases)).map(([result]) => (result?.ok ? result.verdict : null));
    return measureVerdicts(judgeAll, pairs, additions);
  }
  const scorer = protocol === "editscore" ? await openEditScore({ ...definition, protocol }, client, ".") : createProtocolScorer(definition, client);
  return measureScores(scoreWith(scorer), pairs, additions);
}
