import pino, { type Logger } from "pino";

/** Structured log on standard error, so that the CLI's standard output stays data. */
export const log: Logger = pino({ level: process.env.LOG_LEVEL ?? "info", base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
