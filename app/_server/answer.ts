import { z } from "zod";
import { forbidden, invalidInput, notFound, toErrorAnswer } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

const SAFE = new Set(["GET", "HEAD"]);
const JSON_LIMIT_BYTES = 1_000_000;

/** A change must come from a page of this server: browsers say so in one of these two headers. */
function requireSameOrigin(request: Request): void {
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  if (site === null && origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  throw forbidden("This request did not come from a page of Juxta.");
}

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** Seconds after which to try again: what the refusal says itself, or a moment where something is away. */
function retryHeader(status: number, details: unknown): Record<string, string> {
  const said = z.object({ retryAfterSeconds: z.number() }).safeParse(details);
  if (said.success) return { "retry-after": String(said.data.retryAfterSeconds) };
  return status === 503 ? { "retry-after": "2" } : {};
}

/**
 * Wraps a route handler: refuses foreign origins, turns what is thrown into JSON with a stable code. `foreign` is for handlers
 * that look at no cookie: who sends them a token may come from anywhere.
 */
export function answer<Context>(handler: Handler<Context>, { foreign = false }: { foreign?: boolean } = {}): Handler<Context> {
  return async (request, context) => {
    try {
      if (!foreign && !SAFE.has(request.method)) requireSameOrigin(request);
      return await handler(request, context);
    } catch (error) {
      const { status, body } = toErrorAnswer(error);
      // Who left before the answer has nothing to be told, and nothing has failed.
      const path = new URL(request.url).pathname;
      // While the database is away every request fails alike: one line each, without the whole story.
      if (status === 503) log.warn({ path, code: body.error.code }, "request refused");
      else if (status >= 500 && !request.signal.aborted) log.error({ err: error, path }, "request failed");
      return Response.json(body, { status, headers: { "cache-control": "no-store", ...retryHeader(status, body.error.details) } });
    }
  };
}

/** JSON that is answered fresh each time. Large integers become strings. */
export function json(value: unknown, status = 200): Response {
  const text = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
  return new Response(text, { status, headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

/** The body as JSON. Throws `invalid_input` for anything else. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > JSON_LIMIT_BYTES) throw invalidInput("The request is too large.");
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("The request's body is not JSON.");
  }
}

/** The id of an address. Throws `not_found` for what cannot be one. */
export async function readId(params: Promise<{ id: string }>): Promise<string> {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) throw notFound("There is no such thing.");
  return id.data;
}
