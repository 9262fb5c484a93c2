import { toErrorAnswer } from "#lib/errors.ts";
import { collectReply, readRewardRequest, type RewardLine, scoreRewards } from "#lib/reward/index.ts";
import { requireToken } from "#lib/token/index.ts";
import { answer, json } from "../../../_server/answer.ts";

export const dynamic = "force-dynamic";

const LINES = "application/x-ndjson";

/** Puts a line that was looked at already in front of the others. */
async function* withFirst(first: RewardLine, rest: AsyncGenerator<RewardLine>): AsyncGenerator<RewardLine> {
  yield first;
  yield* rest;
}

/** Lines are made as fast as they are read and no faster; who stops reading ends the scoring. */
function streamLines(lines: AsyncGenerator<RewardLine>, onEnd: () => void): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { value, done } = await lines.next();
        if (!done) return controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
        controller.close();
      } catch (error) {
        const { code, message } = toErrorAnswer(error).body.error;
        controller.enqueue(encoder.encode(`${JSON.stringify({ type: "error", error: { code, message } } satisfies RewardLine)}\n`));
        controller.close();
      }
      onEnd();
    },
    cancel: onEnd,
  });
  return new Response(body, { headers: { "content-type": LINES, "cache-control": "no-store", "x-accel-buffering": "no" } });
}

/** Scores edits for a trainer: see docs/reward-api.md. What cannot be scored at all is refused before the first line. */
export const POST = answer(
  async (request) => {
    const actor = await requireToken(request.headers.get("authorization"), "reward");
    const length = Number(request.headers.get("content-length") ?? Number.NaN);
    const { input, isStream, release } = await readRewardRequest({ type: request.headers.get("content-type") ?? "", length: Number.isInteger(length) ? length : null, body: request.body });
    const stopping = new AbortController();
    const signal = AbortSignal.any([request.signal, stopping.signal]);
    const end = () => {
      stopping.abort();
      release();
    };
    try {
      const lines = scoreRewards(actor, { ...input, signal });
      if (!isStream && !request.headers.get("accept")?.includes(LINES)) return json(await collectReply(lines).finally(end));
      const { value, done } = await lines.next();
      return streamLines(done ? lines : withFirst(value, lines), end);
    } catch (error) {
      end();
      throw error;
    }
  },
  { foreign: true },
);
