import path from "node:path";
import pg from "pg";
import { closeDb } from "../../lib/db.ts";
import { closeSender } from "../../lib/job/index.ts";
import { getHome } from "../launch/home.ts";
import { ensurePostgres, type RunningPostgres } from "../launch/postgres.ts";
import { findRunning, setEnvironment } from "../launch/stack.ts";
import { notice } from "./output.ts";

const CLOSING_TRIES = 10;
const CLOSING_POLL_MS = 100;

/** A path as the user typed it: npm changes the folder, the bootstrap remembers where it was called from. */
export function resolveUserPath(given: string): string {
  return path.resolve(process.env.JUXTA_CALLED_FROM ?? process.cwd(), given);
}

/** Whether others are connected: a demo, a worker, another command. Our own connections may take a moment to go. */
async function hasOtherClients(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let attempt = 0; attempt < CLOSING_TRIES; attempt += 1) {
      const { rowCount } = await client.query("SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
      if (rowCount === 0) return false;
      await new Promise((resolve) => setTimeout(resolve, CLOSING_POLL_MS));
    }
    return true;
  } finally {
    await client.end();
  }
}

async function stopDatabase(database: RunningPostgres, home: string): Promise<void> {
  if (!database.startedHere || findRunning(home) !== null) return;
  if (await hasOtherClients(database.url).catch(() => false)) notice("The database keeps running, because something else uses it now.");
  else await database.stop();
}

/** Runs a command with a database, migrated unless told otherwise. One that it started is stopped again, unless others use it by now. */
export async function withInstallation<Result>(work: () => Promise<Result>, { migrate = true }: { migrate?: boolean } = {}): Promise<Result> {
  const home = getHome();
  const database = await ensurePostgres({ home, onProgress: notice });
  setEnvironment(home, database.url);
  try {
    const { checkDurability } = await import("../../lib/durability.ts");
    const warning = await checkDurability(database.url);
    if (warning) notice(`WARNING: ${warning}`);
    const { applyMigrations } = await import("../../lib/migrate.ts");
    if (migrate) await applyMigrations(database.url);
    return await work();
  } finally {
    await closeSender();
    await closeDb();
    await stopDatabase(database, home);
  }
}
