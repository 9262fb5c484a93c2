import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TokenLogprob } from "#lib/reward/judge/chat-client.ts";
import { type Answer, type Reply, say, scores, type SeenRequest } from "./answers.ts";

export type JudgeServer = {
  /** Ends in /v1. */
  baseUrl: string;
  /** All requests so far, in order. */
  requests: SeenRequest[];
  close(): Promise<void>;
};

type Content = { type: string; text?: string; image_url?: { url: string } }[];
type Body = Record<string, unknown> & { messages: { content: string | Content }[]; seed?: number; n?: number; logprobs?: boolean };

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Body;
}

/** Two scores of 0..25 that follow from text, pictures and seed alone. */
export function scoreByContent({ text, pictures, seed }: SeenRequest): Answer {
  const digest = createHash("sha256").update(JSON.stringify([text, pictures, seed])).digest();
  return say(scores([digest[0]! % 26, digest[1]! % 26], `digest ${digest.toString("hex", 0, 4)}`));
}

/** Words, numbers and marks as tokens that the model was sure of. */
function certainTokens(text: string): TokenLogprob[] {
  return (text.match(/\d|\s*[^\s\d]+|\s+/g) ?? []).map((token) => ({ token, logprob: 0, top: [{ token, logprob: 0 }] }));
}

function toChoice(reply: Reply, index: number, wantsLogprobs: boolean): Record<string, unknown> {
  const tokens = reply.logprobs === undefined ? certainTokens(reply.text) : reply.logprobs;
  const content = tokens?.map(({ token, logprob, top }) => ({ token, logprob, top_logprobs: top })) ?? null;
  return {
    index,
    message: { role: "assistant", content: reply.text, ...(reply.refusal ? { refusal: reply.refusal } : {}) },
    finish_reason: reply.finishReason ?? "stop",
    ...(wantsLogprobs ? { logprobs: content && { content } } : {}),
  };
}

function send(response: ServerResponse, answer: Answer, seen: SeenRequest): void {
  if (answer.kind === "hang") return;
  if (answer.kind === "status") {
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers }).end(answer.body ?? "");
    return;
  }
  if (answer.kind === "cut" && answer.after === "request") {
    response.destroy();
    return;
  }
  const replies = answer.kind === "replies" ? answer.replies : [{ text: scores([1, 2]) }];
  const choices = Array.from({ length: seen.n }, (_, index) => toChoice(replies[index % replies.length]!, index, seen.wantsLogprobs));
  const tokens = choices.reduce((sum, _, index) => sum + Math.ceil(replies[index % replies.length]!.text.length / 4), 0);
  const body = JSON.stringify({ id: `chat-${seen.order}`, object: "chat.completion", model: seen.body.model, choices, usage: { prompt_tokens: Math.ceil(seen.text.length / 4), completion_tokens: tokens } });
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  if (answer.kind === "cut") response.write(body.slice(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

/** A judge on a free port of 127.0.0.1: it answers by the text of a request and by how often that text has come, and forgets nothing. */
export async function startJudgeServer(answer: (request: SeenRequest) => Answer | Promise<Answer> = scoreByContent): Promise<JudgeServer> {
  const requests: SeenRequest[] = [];
  const occurrences = new Map<string, number>();
  const server = createServer((request, response) => {
    void (async () => {
      if (request.method !== "POST" || request.url !== "/v1/chat/completions") {
        response.writeHead(404).end('{"error":{"message":"no such route"}}');
        return;
      }
      const body = await readBody(request);
      const content = body.messages.flatMap((message) => (typeof message.content === "string" ? [{ type: "text", text: message.content }] : message.content));
      const text = content.map((part) => part.text ?? "").join("");
      const occurrence = occurrences.get(text) ?? 0;
      occurrences.set(text, occurrence + 1);
      const pictures = content.flatMap((part: Content[number]) => (part.image_url ? [part.image_url.url] : []));
      const seen: SeenRequest = { text, pictures, order: requests.length, occurrence, seed: body.seed ?? null, n: body.n ?? 1, wantsLogprobs: body.logprobs === true, authorization: request.headers.authorization ?? null, body };
      requests.push(seen);
      send(response, await answer(seen), seen);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
