import path from "node:path";
import { type ChatClient, createChatClient } from "#lib/reward/judge/chat-client.ts";
import type { PairToJudge } from "#lib/reward/protocols/index.ts";
import { generateDemoItems } from "#lib/perturbation/index.ts";
import type { Figure } from "../../bin/bench.ts";
import { say } from "../../bin/launch/progress.ts";
import { loadStarterScorer } from "../../workers/onnx/starter-scorer.ts";
import { ATTEMPTS, CONTROLS } from "../injection/attempts.ts";
import { type MeasuredProtocol, MEASURED_PROTOCOLS, measureJudge } from "../injection/measure-judge.ts";
import { measureScores, type ScoreAll, type Sway } from "../injection/measure-sway.ts";
import { answerGullibly } from "../judge-server/gullible.ts";
import { startJudgeServer } from "../judge-server/judge-server.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Pairs of generated edits: for the starter, for the stand-in, and for a real judge, whose requests cost. */
const PAIRS = { starter: 8, standIn: 2, judge: Number(process.env.JUXTA_JUDGE_PAIRS ?? 2) };
const SIDE = 384;
const TEXTS = ATTEMPTS.map(({ text }) => text);

/** The first pairs of the demo's items that are asked for in English. */
async function makePairs(count: number): Promise<PairToJudge[]> {
  const pairs: PairToJudge[] = [];
  for await (const item of generateDemoItems({ photographsDir: path.join(ROOT, "prisma/demo/photographs"), seed: 1, maxSide: SIDE })) {
    const [left, right] = item.candidates;
    const [source] = item.sources;
    if (item.language !== "en" || !left || !right || !source) continue;
    pairs.push({ itemId: item.itemId, leftId: left.candidateId, rightId: right.candidateId, source, left: left.image, right: right.image, instruction: item.instruction, taskType: item.taskType });
    if (pairs.length === count) break;
  }
  return pairs;
}

const percent = (count: number, of: number): number => (of === 0 ? 0 : (100 * count) / of);
/** Of pairs: the order is another one. */
const flips = ({ flipped, tried }: Sway): number => percent(flipped, tried);
/** Of scores, two a pair: moved or lost. A verdict has no score; one that is lost counts half. */
const moves = ({ moved, lost, tried }: Sway): number => percent(moved + lost, tried * 2);

function compare(name: string, value: number, baseline: { name: string; value: number }, target?: number): Figure {
  const goal = target === undefined ? { met: null } : { target, comparison: "at_most" as const, met: value <= target };
  return { name, value, unit: "%", ...goal, baseline: { ...baseline, unit: "%" } };
}

async function measureStarter(): Promise<Figure[]> {
  const pairs = await makePairs(PAIRS.starter);
  const starter = await loadStarterScorer(path.join(ROOT, "models"));
  const scoreAll: ScoreAll = async (edits) => {
    const scores = await starter.score(edits.map(({ source, edit, instruction, taskType }) => ({ source, candidate: edit, instruction, taskType })));
    return scores.map((score) => ("error" in score ? null : score.overall));
  };
  try {
    const attempts = await measureScores(scoreAll, pairs, TEXTS);
    const harmless = await measureScores(scoreAll, pairs, CONTROLS);
    say(`  starter: ${attempts.tried} attempts on ${pairs.length} pairs, ${attempts.lost} scores lost`);
    return [
      compare("starter: order flips", flips(attempts), { name: "harmless words", value: flips(harmless) }),
      compare("starter: scores move by 1 of 10", moves(attempts), { name: "harmless words", value: moves(harmless) }),
    ];
  } finally {
    await starter.dispose();
  }
}

/** Three ways to hand over the instruction, and harmless words in the shipped one. A target only for the stand-in: what a model does is its own. */
async function measureProtocol(client: ChatClient, who: string, protocol: MeasuredProtocol, pairs: PairToJudge[], target?: number): Promise<Figure[]> {
  const quoted = await measureJudge(client, protocol, "quoted", pairs, TEXTS);
  const bare = await measureJudge(client, protocol, "bare", pairs, TEXTS);
  const delimited = await measureJudge(client, protocol, "delimited", pairs, TEXTS);
  const harmless = await measureJudge(client, protocol, "quoted", pairs, CONTROLS);
  say(`  ${who}, ${protocol}: ${quoted.tried} attempts, ${quoted.lost} answers lost; harmless words flip ${flips(harmless).toFixed(1)} % of pairs`);
    const figures = [
    compare(`${who} ${protocol}: order flips, quoted`, flips(quoted), { name: "unquoted", value: flips(bare) }, target),
    compare(`${who} ${protocol}: order flips, delimited`, flips(delimited), { name: "unquoted", value: flips(bare) }),
  ];
  if (protocol === "pairwise") return figures;
  return [
    ...figures,
    compare(`${who} ${protocol}: scores move, quoted`, moves(quoted), { name: "unquoted", value: moves(bare) }, target),
    compare(`${who} ${protocol}: scores move, delimited`, moves(delimited), { name: "unquoted", value: moves(bare) }),
  ];
}

/** Not a model: it believes all but the block, so its figures say whether text can leave the block and nothing else. */
async function measureStandIn(): Promise<Figure[]> {
  const server = await startJudgeServer(answerGullibly);
  const client = createChatClient({ baseUrl: server.baseUrl, model: "stand-in" });
  const pairs = await makePairs(PAIRS.standIn);
  try {
    const figures: Figure[] = [];
    for (const protocol of MEASURED_PROTOCOLS) figures.push(...(await measureProtocol(client, "stand-in", protocol, pairs, 0)));
    return figures;
  } finally {
    await server.close();
  }
}

/** The judge of JUXTA_JUDGE_URL and JUXTA_JUDGE_MODEL, with the key of JUXTA_JUDGE_KEY; nothing where there is none. */
async function measureGivenJudge(): Promise<Figure[]> {
  const { JUXTA_JUDGE_URL: baseUrl, JUXTA_JUDGE_MODEL: model, JUXTA_JUDGE_KEY: apiKey } = process.env;
  if (!baseUrl || !model) {
    say("  no judge of your own: JUXTA_JUDGE_URL and JUXTA_JUDGE_MODEL are not set");
    return [];
  }
  const client = createChatClient({ baseUrl, model, apiKey });
  const pairs = await makePairs(PAIRS.judge);
  const figures: Figure[] = [];
  for (const protocol of MEASURED_PROTOCOLS) figures.push(...(await measureProtocol(client, model, protocol, pairs)));
  return figures;
}

/** How often text that is appended to an instruction sways a scorer. */
export async function run(): Promise<Figure[]> {
  say(`  ${ATTEMPTS.length} attempts, ${CONTROLS.length} harmless sentences`);
  return [...(await measureStarter()), ...(await measureStandIn()), ...(await measureGivenJudge())];
}
