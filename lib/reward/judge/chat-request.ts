/** One user message: a text and pictures as data URLs, in order. What is left out is not sent, so that the server's own default holds. */
export type ChatRequest = {
  text: string;
  pictures: string[];
  order?: "text_first" | "pictures_first";
  seed?: number;
  /** Answers wanted for the one request; servers share the prefill. */
  n?: number;
  temperature?: number;
  topP?: number;
  maxTokens?: number;
  /** Alternatives at every token; asks for log-probabilities. */
  topLogprobs?: number;
};

/** The body of `POST /chat/completions`. */
export function toRequestBody(model: string, request: ChatRequest): Record<string, unknown> {
  const text = { type: "text", text: request.text };
  const pictures = request.pictures.map((url) => ({ type: "image_url", image_url: { url } }));
  return {
    model,
    messages: [{ role: "user", content: request.order === "pictures_first" ? [...pictures, text] : [text, ...pictures] }],
    seed: request.seed,
    n: request.n === 1 ? undefined : request.n,
    temperature: request.temperature,
    top_p: request.topP,
    max_tokens: request.maxTokens,
    ...(request.topLogprobs === undefined ? {} : { logprobs: true, top_logprobs: request.topLogprobs }),
  };
}
