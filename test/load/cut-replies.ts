import type { SubmitJudgmentInput } from "#lib/judgment/index.ts";
import { createRandom, deriveSeed } from "#lib/perturbation/random.ts";
import { type Acknowledged, SimulatedAnnotator } from "./annotator.ts";
import { startFaultProxy } from "./fault-proxy.ts";
import { codeOf, oneConnectionEach, send } from "./send.ts";

const TRIES = 60;
const RETRY_MS = 250;
const PATH = "/api/v1/judging/judgments";

export type Cuts = { cut: number; sameAnswer: number; otherAnswer: string[]; acknowledged: Acknowledged[] };
type Options = { address: string; cookies: string[]; slug: string; leaseSeconds: number; seed: number; count: number };

/**
 * Answers whose reply is cut after the server gave it: each is sent once through the proxy, which swallows the reply, and again
 * with the same key until an answer comes. That answer must be, byte for byte, the one that was swallowed.
 */
export async function cutReplies({ count, seed, ...crowd }: Options): Promise<Cuts> {
  const proxy = await startFaultProxy(crowd.address);
  const cuts: Cuts = { cut: 0, sameAnswer: 0, otherAnswer: [], acknowledged: [] };
  let left = count;
  /** Sends until it is acknowledged, or as often as `hasEnded` lets it. */
  const sendUntil = async (cookie: string, body: SubmitJudgmentInput, hasEnded: (status: number) => boolean) => {
    for (let attempt = 1; ; attempt += 1) {
      const reply = await send(proxy.address, PATH, { cookie, body: JSON.stringify(body), agent: oneConnectionEach });
      if (hasEnded(reply.status) || attempt === TRIES) return reply;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };
  const answerCut = async (cookie: string, index: number, body: SubmitJudgmentInput) => {
    const lost = await sendUntil(cookie, body, () => proxy.swallowed.has(body.id));
    if (lost.status !== 0) throw new Error(`A reply that was to be cut came through: ${lost.status}.`);
    cuts.cut += 1;
    const again = await sendUntil(cookie, body, (status) => status === 200);
    if (again.status === 200) cuts.acknowledged.push({ body, annotator: index, text: again.text });
    if (again.status === 200 && again.text !== "" && normalise(proxy.swallowed.get(body.id)) === again.text) cuts.sameAnswer += 1;
    else cuts.otherAnswer.push(`${body.id}: ${codeOf(again)}`);
  };
  const work = async (cookie: string, index: number) => {
    const annotator = new SimulatedAnnotator({ ...crowd, cookie, index, random: createRandom(deriveSeed(seed, "cut", index)).next, onReply: () => {}, onAcknowledged: () => {}, onRefused: () => {} });
    while (left > 0 && !annotator.hasFinished) {
      await annotator.claim();
      for (let view = annotator.take(); view && left > 0; view = annotator.take()) {
        left -= 1;
        await answerCut(cookie, index, annotator.makeAnswer(view));
      }
    }
  };
  try {
    await Promise.all(crowd.cookies.map(work));
  } finally {
    await proxy.stop();
  }
  return cuts;
}

/** The body of an answer, also one that was sent in chunks. */
function normalise(body = ""): string {
  const chunk = /^([0-9a-f]+)\r\n/i.exec(body);
  if (!chunk) return body;
  const size = Number.parseInt(chunk[1] ?? "0", 16);
  return body.slice(chunk[0].length, chunk[0].length + size);
}
