import pino, { type Logger } from "pino";

type Described = { name: string; message: string; code?: unknown; stack?: string; cause?: Described };

/** What an error says, without the objects that drivers hang on it: those hold connections and their settings. */
function describeError(error: unknown): Described | unknown {
  if (!(error instanceof Error)) return error;
  const described: Described = { name: error.name, message: error.message, stack: error.stack };
  if ("code" in error) described.code = error.code;
  if (error.cause instanceof Error) described.cause = describeError(error.cause) as Described;
  return described;
}

/** Structured log on standard error, so that the CLI's standard output stays data. */
export const log: Logger = pino({ level: process.env.LOG_LEVEL ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } }, pino.destination({ fd: 2, sync: true }));
