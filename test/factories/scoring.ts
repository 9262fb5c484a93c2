import { randomUUID } from "node:crypto";
import { getDb } from "#lib/db.ts";
import type { ScorerVersion, ScoringRun } from "#lib/generated/prisma/client.ts";
import type { PassResult, RawReply } from "#lib/reward/scorer.ts";
import { registerScorer } from "#lib/scorer/index.ts";
import { recordPortion } from "#lib/scoring-run/index.ts";

const DEFINITION = { kind: "vlm", protocol: "editscore", baseUrl: "http://127.0.0.1:9/v1", model: "judge-model", passes: 2 };

/** A judge as it is registered; nobody asks it. */
export function makeJudge(name = "judge"): Promise<ScorerVersion> {
  return registerScorer({ name, kind: "vlm", description: "Two passes of EditScore", hash: randomUUID().replaceAll("-", "").repeat(2), scaleMin: 0, scaleMax: 10, passes: 2, config: { kind: "vlm", model: "judge-model", prompts: { SC: "a".repeat(64), PQ: "b".repeat(64) } }, definition: DEFINITION });
}

export function makeReply(part: string, text: string | null, error: RawReply["error"] = null): RawReply {
  return { part, attempt: 1, text, ms: 840, promptTokens: 512, completionTokens: text === null ? null : 60, error };
}

/** A pass that went well, with its two replies. */
export function makePass(pass: number, overall: number): PassResult {
  const replies = [makeReply("SC", '{"reasoning": "The mug is red.", "score": [20, 22]}'), makeReply("PQ", '{"reasoning": "Sharp.", "score": [21, 20]}')];
  return { pass, ok: true, values: { prompt_following: 8, consistency: 8.8, visual_quality: 8, overall }, reasoning: "The mug is red.", repaired: pass === 1, extra: {}, replies };
}

/** A pass without a score: the judge refused. */
export function makeFailedPass(pass: number): PassResult {
  return { pass, ok: false, error: { code: "judge_refused", message: "The judge refused to answer." }, replies: [makeReply("SC", "I'm sorry, but I can't assist with that request.")] };
}

/** A run that is over, without a job: every candidate scored but the first, whose second pass failed. */
export async function makeFinishedRun(projectId: string, version: ScorerVersion, candidateIds: string[]): Promise<ScoringRun> {
  const db = getDb();
  const run = await db.scoringRun.create({
    data: { id: randomUUID(), projectId, scorerVersionId: version.id, passes: 2, plannedCount: candidateIds.length * 2, cachedCount: 0, promptPrice: 0.5, completionPrice: 2, startedAt: new Date() },
  });
  await recordPortion(run, candidateIds.map((candidateId, index) => ({ candidateId, ms: 0, results: [makePass(0, 6 + (index % 4)), index === 0 ? makeFailedPass(1) : makePass(1, 7)] })));
  return db.scoringRun.update({ where: { id: run.id }, data: { state: "DONE", finishedAt: new Date() } });
}
