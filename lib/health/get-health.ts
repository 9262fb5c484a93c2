import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { getDb } from "../db.ts";
import { type Durability, readDurability } from "../durability.ts";
import { getEnv } from "../env.ts";
import { getStorage } from "../image/index.ts";
import { getQueueCounts, type QueueCounts } from "../job/index.ts";

type Part = { status: "ok" | "down" };
export type Health = {
  /** down: nothing works. degraded: judging works, preparing and scoring wait. */
  status: "ok" | "degraded" | "down";
  /** Why it is down, in a stable code; null when it is not. */
  code: "database_unavailable" | "storage_unavailable" | null;
  database: Part;
  /** Whether the database keeps what it acknowledged over a crash; `off` names the settings that prevent it. */
  durability: { status: "ok" | "unsafe" | "unknown"; off: string[] };
  queue: Part & Partial<QueueCounts>;
  worker: Part & { processes: number };
  storage: Part & { freeBytes: number | null };
};

const ALIVE_SECONDS = 30;
const DEADLINE_MS = 4_000;

function orNull<Result>(work: Promise<Result>): Promise<Result | null> {
  const deadline = new Promise<null>((resolve) => setTimeout(() => resolve(null), DEADLINE_MS).unref());
  return Promise.race([work.catch(() => null), deadline]);
}

/** Worker processes that beat, on any machine. */
export async function countWorkers(): Promise<number> {
  const rows = await getDb().$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM worker_process WHERE seen_at > now() - make_interval(secs => ${ALIVE_SECONDS})`;
  return Number(rows[0]?.n ?? 0);
}

function askDurability(): Promise<Durability> {
  return readDurability((text) => getDb().$queryRawUnsafe(text));
}

async function probeStorage(): Promise<{ freeBytes: number | null }> {
  const freeBytes = await getStorage().freeBytes();
  const probe = path.join(getEnv().JUXTA_HOME, "storage", `.probe-${randomUUID()}`);
  await writeFile(probe, "");
  await rm(probe);
  return { freeBytes };
}

/** The state of database, queue, worker and storage, in a few seconds at most whatever is broken. */
export async function getHealth(): Promise<Health> {
  const [database, queue, processes, storage] = await Promise.all([orNull(askDurability()), orNull(getQueueCounts()), orNull(countWorkers()), orNull(probeStorage())]);
  const of = (part: unknown): Part => ({ status: part === null ? "down" : "ok" });
  const isUsable = database !== null && storage !== null;
  const isComplete = queue !== null && (processes ?? 0) > 0;
  return {
    status: !isUsable ? "down" : isComplete ? "ok" : "degraded",
    code: database === null ? "database_unavailable" : storage === null ? "storage_unavailable" : null,
    database: of(database),
    durability: { status: database === null ? "unknown" : database.isSafe ? "ok" : "unsafe", off: database?.off ?? [] },
    queue: { ...of(queue), ...queue },
    worker: { status: (processes ?? 0) > 0 ? "ok" : "down", processes: processes ?? 0 },
    storage: { ...of(storage), freeBytes: storage?.freeBytes ?? null },
  };
}
