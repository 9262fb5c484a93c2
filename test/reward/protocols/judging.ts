import type { TokenLogprob } from "#lib/reward/judge/chat-client.ts";
import { createChatClient } from "#lib/reward/judge/chat-client.ts";
import { createPairJudge, createProtocolScorer } from "#lib/reward/protocols/index.ts";
import type { EditToScore, Scorer } from "#lib/reward/scorer.ts";
import { parseScorerDefinition, type VlmDefinition } from "#lib/reward/scorer-definition.ts";
import { makePlainPicture } from "../../factories/pictures.ts";
import { type Answer, type SeenRequest } from "../../judge-server/answers.ts";
import { type JudgeServer, startJudgeServer } from "../../judge-server/judge-server.ts";

export type Options = Partial<VlmDefinition>;

/** A definition at a server, with all defaults. */
export function define(baseUrl: string, options: Options): VlmDefinition {
  const definition = parseScorerDefinition({ kind: "vlm", baseUrl, model: "judge", ...options });
  if (definition.kind !== "vlm") throw new Error("not a judge");
  return definition;
}

const connect = (definition: VlmDefinition) => createChatClient({ ...definition, requestsPerMinute: undefined, apiKey: undefined, backoffMs: 1 });

/** A scorer over HTTP against a server that answers as told. */
export async function openScorer(answer: (request: SeenRequest) => Answer, options: Options): Promise<{ server: JudgeServer; scorer: Scorer }> {
  const server = await startJudgeServer(answer);
  const definition = define(server.baseUrl, options);
  return { server, scorer: createProtocolScorer(definition, connect(definition)) };
}

/** A judge of pairs over HTTP against a server that answers as told. */
export async function openPairJudge(answer: (request: SeenRequest) => Answer, options: Options = {}) {
  const server = await startJudgeServer(answer);
  const definition = define(server.baseUrl, { protocol: "pairwise", ...options });
  return { server, judge: createPairJudge(definition, connect(definition)) };
}

/** An edit of plain pictures. */
export async function makeEdit(options: { candidateId?: string; colour?: string; instruction?: string } = {}): Promise<EditToScore> {
  const { candidateId = "a", colour = "#c33", instruction = "Make it red." } = options;
  return { itemId: "one", candidateId, source: await makePlainPicture(), edit: await makePlainPicture({ colour, width: 80 }), instruction, taskType: null };
}

/** One token with the given probabilities as its alternatives; the likeliest one is the answer. */
export function distribute(shares: Record<string, number>): TokenLogprob[] {
  const top = Object.entries(shares).map(([token, share]) => ({ token, logprob: Math.log(share) })).sort((a, b) => b.logprob - a.logprob);
  const [best] = top;
  if (!best) throw new Error("no tokens");
  return [{ ...best, top }];
}

/** Which part of a rubric a request asks, by words that only this part has. */
export function partOf({ text }: SeenRequest): "prompt_following" | "consistency" | "visual_quality" | "overall" {
  if (text.includes("Was the edit carried out")) return "prompt_following";
  if (text.includes("Has everything")) return "consistency";
  if (text.includes("Does the picture look right")) return "visual_quality";
  return "overall";
}
