/** What went wrong, in the words of the API: `code` is stable, `message` is for people, `status` is the HTTP answer. */
export class JuxtaError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: unknown;

  constructor(code: string, message: string, options: { status?: number; details?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "JuxtaError";
    this.code = code;
    this.status = options.status ?? 400;
    this.details = options.details;
  }
}

/** Nobody is signed in, or the session has ended. */
export function unauthenticated(): JuxtaError {
  return new JuxtaError("unauthenticated", "Sign in to continue.", { status: 401 });
}

/** Signed in, but this may not be done. Where even existence is private, answer `notFound` instead. */
export function forbidden(message = "You do not have access to this."): JuxtaError {
  return new JuxtaError("forbidden", message, { status: 403 });
}

/** `what` names the missing thing in a sentence: "No project is called trial." */
export function notFound(message: string): JuxtaError {
  return new JuxtaError("not_found", message, { status: 404 });
}

/** `details` carries the fields that were refused: `{ field: reason }`. */
export function invalidInput(message: string, details?: unknown): JuxtaError {
  return new JuxtaError("invalid_input", message, { status: 400, details });
}

/** The state does not allow it; `code` says which state. */
export function conflict(code: string, message: string, details?: unknown): JuxtaError {
  return new JuxtaError(code, message, { status: 409, details });
}

/** The database does not answer: nothing can be read or stored for now. */
export function databaseUnavailable(cause?: unknown): JuxtaError {
  return new JuxtaError("database_unavailable", "The database cannot be reached. Nothing was lost; try again in a moment.", { status: 503, cause });
}

export type ErrorAnswer = { error: { code: string; message: string; details?: unknown } };

const UNREACHABLE = new Set(["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENOTFOUND", "EPIPE", "57P01", "57P02", "57P03", "P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);

// What Prisma wraps keeps its code in the text alone: 57P01 to 57P03 are a server that ends, has crashed, or is starting, 08 a lost connection.
const AWAY = /Can't reach database server|DatabaseNotReachable|ECONNREFUSED|ECONNRESET|EPIPE|[Cc]onnection terminated|timeout exceeded when trying to connect|encountered a connection error|Server has closed the connection|ConnectionClosed|terminating connection|Code: `(?:57P0[1-3]|08\w{3})`/;

function isDatabaseAway(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string" && UNREACHABLE.has(code)) return true;
    if (AWAY.test(cause.message)) return true;
  }
  return false;
}

/** Any thrown value as a JuxtaError. Unknown errors become `internal` and lose their text. */
export function toJuxtaError(error: unknown): JuxtaError {
  if (error instanceof JuxtaError) return error;
  if (isDatabaseAway(error)) {
    return databaseUnavailable(error);
  }
  return new JuxtaError("internal", "Something failed on the server. It has been logged.", { status: 500, cause: error });
}

/** The JSON body that every transport answers with. */
export function toErrorAnswer(error: unknown): { status: number; body: ErrorAnswer } {
  const known = toJuxtaError(error);
  const details = known.details === undefined ? {} : { details: known.details };
  return { status: known.status, body: { error: { code: known.code, message: known.message, ...details } } };
}
