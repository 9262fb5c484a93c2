/** An answer of the server that is not a success; `code` is stable. */
export class PostFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Sends JSON and reads JSON. Throws a `PostFailure` with the server's words, or `offline`. */
export async function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  const response = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }).catch(() => {
    throw new PostFailure("offline", "The server cannot be reached. Trying again.");
  });
  const parsed: unknown = await response.json().catch(() => null);
  if (response.ok) return parsed as Answer;
  const { error } = (parsed ?? {}) as { error?: { code: string; message: string } };
  throw new PostFailure(error?.code ?? "internal", error?.message ?? "The server could not answer.");
}
