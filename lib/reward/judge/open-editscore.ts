import { createHash } from "node:crypto";
import { JuxtaError, toJuxtaError } from "../../errors.ts";
import type { EditToScore, PassResult, ScoreDimension, Scorer } from "../scorer.ts";
import type { VlmDefinition } from "../scorer-definition.ts";
import { type Asked, askJudge } from "./ask-judge.ts";
import type { ChatClient, ChatRequest } from "./chat-client.ts";
import { type EditScorePrompts, loadPrompts } from "./editscore-prompts.ts";
import { encodePictures, type ShownPictures } from "./encode-picture.ts";
import { type AskPart, evaluateBatchPass, evaluatePass, type Part } from "./evaluate-pass.ts";

/** Raised by hand whenever the same replies may give other numbers, or the same edit another request. */
const CODE_VERSION = "2";
const DIMENSIONS: Record<"editscore" | "editscore_batch", ScoreDimension[]> = {
  editscore: ["prompt_following", "consistency", "visual_quality", "overall"],
  editscore_batch: ["visual_quality", "overall"],
};

type EditScoreDefinition = VlmDefinition & { protocol: "editscore" | "editscore_batch" };
type Judging = { definition: EditScoreDefinition; client: ChatClient; prompts: EditScorePrompts };

/** Everything that changes numbers; the server's address, speed and key do not. */
function describe({ definition, prompts }: Judging): Record<string, unknown> {
  const { kind, protocol, model, scoreRange, passes, passesBy, seed, temperature, topP, maxTokens, reduction, pictures, order, compatibility } = definition;
  return { kind, protocol, model, scoreRange, passes, passesBy, seed, temperature, topP, maxTokens, reduction, pictures, order, compatibility, prompts: { origin: prompts.origin, ...prompts.hashes }, codeVersion: CODE_VERSION };
}

function makeRequest({ definition, prompts }: Judging, part: Part, edit: EditToScore, shown: ShownPictures, pass: number): ChatRequest {
  const { seed, temperature, topP, maxTokens, order, protocol } = definition;
  // In batch the published code shows every picture to both requests.
  const seesBoth = part === "SC" || protocol === "editscore_batch";
  return {
    text: part === "SC" ? prompts.semantic(edit.instruction) : prompts.perceptual,
    pictures: seesBoth ? [shown.source, shown.edit] : [shown.edit],
    order,
    seed: seed + pass,
    temperature: temperature ?? undefined,
    topP: topP ?? undefined,
    maxTokens: maxTokens ?? undefined,
  };
}

/** First answers of all passes, from one request a part. */
async function askTogether(judging: Judging, edit: EditToScore, shown: ShownPictures, passes: number[], signal?: AbortSignal): Promise<Record<Part, Asked[]>> {
  const ask = (part: Part) => askJudge(judging.client, part, 1, { ...makeRequest(judging, part, edit, shown, passes[0] ?? 0), n: passes.length }, signal);
  return { SC: await ask("SC"), PQ: await ask("PQ") };
}

// Requests of one edit go out one after the other, in the order of the published code: a judge may answer by order alone.
async function scoreEdit(judging: Judging, edit: EditToScore, shown: ShownPictures, passes: number[], signal?: AbortSignal): Promise<PassResult[]> {
  const { client, definition } = judging;
  const together = definition.passesBy === "n" && passes.length > 1 ? await askTogether(judging, edit, shown, passes, signal) : null;
  const results: PassResult[] = [];
  for (const [index, pass] of passes.entries()) {
    const ask: AskPart = async (part, attempt) => {
      const given = attempt === 1 ? together?.[part][index] : undefined;
      const [asked] = given ? [given] : await askJudge(client, part, attempt, makeRequest(judging, part, edit, shown, pass), signal);
      return asked!;
    };
    const substitutes = definition.compatibility === "substitute";
    results.push(await (definition.protocol === "editscore" ? evaluatePass(pass, { range: definition.scoreRange, isLast: pass === definition.passes - 1 }, ask, signal) : evaluateBatchPass(pass, definition.scoreRange, substitutes, ask)));
  }
  return results;
}

/** EditScore over an OpenAI-compatible server. Prompt files are looked for from `baseFolder`. Throws `prompt_file_missing` or `prompt_file_invalid`. */
export async function openEditScore(definition: EditScoreDefinition, client: ChatClient, baseFolder: string): Promise<Scorer> {
  const judging: Judging = { definition, client, prompts: await loadPrompts(definition, baseFolder) };
  const description = describe(judging);
  // The same edit may be scored a pass at a time: its pictures are encoded once.
  const encoded = new WeakMap<EditToScore, Promise<ShownPictures>>();
  const show = (edit: EditToScore) => {
    const known = encoded.get(edit) ?? encodePictures(edit.source, edit.edit, definition.pictures);
    encoded.set(edit, known);
    return known;
  };
  const scoreOne = async (edit: EditToScore, passes: number[], signal?: AbortSignal): Promise<PassResult[]> => {
    try {
      return await scoreEdit(judging, edit, await show(edit), passes, signal);
    } catch (error) {
      if (signal?.aborted || !(error instanceof JuxtaError)) throw error;
      const { code, message } = toJuxtaError(error);
      return passes.map((pass) => ({ pass, ok: false, error: { code, message }, replies: [] }));
    }
  };
  return {
    name: definition.name ?? definition.model,
    kind: "vlm",
    version: createHash("sha256").update(JSON.stringify(description)).digest("hex"),
    dimensions: DIMENSIONS[definition.protocol],
    scale: { min: 0, max: 10 },
    passes: definition.passes,
    describe: () => description,
    score: (edits, { passes = [...Array(definition.passes).keys()], signal } = {}) => scoreInTurn(edits, definition.concurrency, (edit) => scoreOne(edit, passes, signal)),
    dispose: async () => {},
  };
}

/** Results in the order of the edits, at most so many edits in work at once, taken up in order. */
async function scoreInTurn(edits: EditToScore[], concurrency: number, scoreOne: (edit: EditToScore) => Promise<PassResult[]>): Promise<PassResult[][]> {
  const results: PassResult[][] = [];
  let next = 0;
  const work = async () => {
    for (let at = next; at < edits.length; at = next) {
      next += 1;
      results[at] = await scoreOne(edits[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, edits.length) }, work));
  return results;
}
