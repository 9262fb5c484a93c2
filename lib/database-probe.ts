import pg from "pg";
import { getEnv } from "./env.ts";

/** Longer than any answer of a server that works, also of a busy one. */
const DEADLINE_MS = 5_000;
/** The server is there and says that it has no room: pages may still get a connection of the pool. */
const TOO_MANY_CONNECTIONS = "53300";

// Kept on globalThis because Next evaluates modules once per bundle layer.
const holder = globalThis as typeof globalThis & { juxtaProbe?: pg.Pool; juxtaProbing?: Promise<boolean> };

/** A connection of its own: a full pool of the pages must not look like a database that is away. */
function getPool(): pg.Pool {
  if (!holder.juxtaProbe) {
    holder.juxtaProbe = new pg.Pool({ connectionString: getEnv().DATABASE_URL, max: 1, connectionTimeoutMillis: DEADLINE_MS, query_timeout: DEADLINE_MS, idleTimeoutMillis: 30_000, allowExitOnIdle: true });
    // An idle connection that breaks off is replaced by the next question.
    holder.juxtaProbe.on("error", () => {});
  }
  return holder.juxtaProbe;
}

async function ask(): Promise<boolean> {
  // A connection that was idle when the server went away fails once, although the server may be back by now.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await getPool().query("SELECT 1");
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === TOO_MANY_CONNECTIONS) return true;
      if (attempt === 2) return false;
    }
  }
}

/** Whether the database answers now. Questions that come while one is open share its answer; false after ten seconds at most. */
export function isDatabaseThere(): Promise<boolean> {
  holder.juxtaProbing ??= ask().finally(() => {
    delete holder.juxtaProbing;
  });
  return holder.juxtaProbing;
}
