import { JuxtaError, toJuxtaError } from "../../errors.ts";
import type { ChatClient, ChatRequest } from "../judge/chat-client.ts";
import type { EditToScore, PassResult, RawReply } from "../scorer.ts";
import type { VlmDefinition } from "../scorer-definition.ts";
import { askPart, type GivenChoice, type PartAnswer } from "./ask-part.ts";
import type { PartReading, PicturesShown, Protocol } from "./protocol.ts";
import { writePrompt } from "./rubric.ts";
import type { ShownPictures } from "./show-pictures.ts";

export type Sampling = Pick<VlmDefinition, "seed" | "temperature" | "topP" | "maxTokens" | "order" | "passesBy">;

export type Judging = { client: ChatClient; protocol: Protocol; sampling: Sampling; show(edit: EditToScore): Promise<ShownPictures> };

type Part = Protocol["parts"][number];

function choosePictures(shown: ShownPictures, pictures: PicturesShown): string[] {
  if (pictures === "edit") return [shown.edit];
  if (pictures === "both") return [shown.source, shown.edit];
  if (shown.reference === null) throw new JuxtaError("reference_missing", "This scorer compares with a known good result, and the item has none.", { status: 422 });
  return [shown.source, shown.edit, shown.reference];
}

function makeRequest({ protocol, sampling }: Judging, part: Part, edit: EditToScore, shown: ShownPictures, pass: number): ChatRequest {
  return {
    text: writePrompt(protocol.rubric, part.name, edit.instruction),
    pictures: choosePictures(shown, part.pictures),
    order: sampling.order,
    seed: sampling.seed + pass,
    temperature: sampling.temperature ?? undefined,
    topP: sampling.topP ?? undefined,
    maxTokens: sampling.maxTokens ?? undefined,
    ...protocol.sampling,
  };
}

/** Every part's answers for all passes from one request a part. A request that fails is left to the passes' own. */
async function askTogether(judging: Judging, edit: EditToScore, shown: ShownPictures, passes: number[], signal?: AbortSignal): Promise<Map<string, GivenChoice>> {
  const given = new Map<string, GivenChoice>();
  if (judging.sampling.passesBy !== "n" || passes.length < 2) return given;
  for (const part of judging.protocol.parts) {
    const request = makeRequest(judging, part, edit, shown, passes[0] ?? 0);
    const { choices, ...reply } = await judging.client.ask({ ...request, n: passes.length }, signal);
    for (const [index, pass] of passes.entries()) {
      const choice = choices[index];
      if (choice) given.set(`${part.name} ${pass}`, { choice, reply: index === 0 ? reply : { ...reply, promptTokens: null, completionTokens: null } });
    }
  }
  return given;
}

function conclude(protocol: Protocol, pass: number, readings: Map<string, PartReading>, replies: RawReply[]): PassResult {
  const { values, extra } = protocol.combine(readings);
  const all = [...readings.values()];
  const reasoning = [...readings].flatMap(([part, reading]) => (reading.reasoning === null ? [] : [readings.size === 1 ? reading.reasoning : `${part}: ${reading.reasoning}`]));
  return { pass, ok: true, values, reasoning: reasoning.length === 0 ? null : reasoning.join("\n"), repaired: all.some((reading) => reading.repaired), extra, replies };
}

/** Replies are kept, also where no number comes of them. */
function concludeSafely(protocol: Protocol, pass: number, readings: Map<string, PartReading>, replies: RawReply[]): PassResult {
  try {
    return conclude(protocol, pass, readings, replies);
  } catch (error) {
    const { code, message } = toJuxtaError(error);
    return { pass, ok: false, error: { code, message }, replies };
  }
}

async function scorePass(judging: Judging, edit: EditToScore, shown: ShownPictures, pass: number, given: Map<string, GivenChoice>, signal?: AbortSignal): Promise<PassResult> {
  const { client, protocol } = judging;
  const ask = (part: Part): Promise<PartAnswer<PartReading>> =>
    askPart(client, { part: part.name, request: makeRequest(judging, part, edit, shown, pass), asksAgain: protocol.asksAgain, read: protocol.read }, signal, given.get(`${part.name} ${pass}`));
  const answers = await Promise.all(protocol.parts.map(async (part) => [part.name, await ask(part)] as const));
  const replies = answers.flatMap(([, answer]) => answer.replies);
  const failed = answers.find(([, answer]) => !answer.ok)?.[1];
  if (failed && !failed.ok) return { pass, ok: false, error: failed.error, replies };
  return concludeSafely(protocol, pass, new Map(answers.flatMap(([part, answer]) => (answer.ok ? [[part, answer.reading] as const] : []))), replies);
}

/** One edit, one result for each pass in order. What fails is a result with its reason; throws only the signal's reason. */
export async function scoreEdit(judging: Judging, edit: EditToScore, passes: number[], signal?: AbortSignal): Promise<PassResult[]> {
  const fail = (error: unknown, pass: number): PassResult => {
    if (signal?.aborted) throw signal.reason;
    const { code, message } = toJuxtaError(error);
    return { pass, ok: false, error: { code, message }, replies: [] };
  };
  try {
    const shown = await judging.show(edit);
    const given = await askTogether(judging, edit, shown, passes, signal);
    return await Promise.all(passes.map((pass) => scorePass(judging, edit, shown, pass, given, signal).catch((error: unknown) => fail(error, pass))));
  } catch (error) {
    return passes.map((pass) => fail(error, pass));
  }
}
