import { PgBoss } from "pg-boss";
import { getEnv } from "../env.ts";
import { log } from "../log.ts";
import { QUEUE_SCHEMA } from "./queues.ts";

const holder = globalThis as typeof globalThis & { juxtaSender?: Promise<PgBoss> };

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: getEnv().DATABASE_URL, schema: QUEUE_SCHEMA, max: 2, supervise: false, schedule: false, migrate: false });
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  await boss.start();
  return boss;
}

/** A client of the queue that only sends and reads: what the web and the command line use. */
export function getSender(): Promise<PgBoss> {
  holder.juxtaSender ??= startSender().catch((error: unknown) => {
    delete holder.juxtaSender;
    throw error;
  });
  return holder.juxtaSender;
}

/** Closes the sender's connections. */
export async function closeSender(): Promise<void> {
  const sender = await holder.juxtaSender;
  delete holder.juxtaSender;
  await sender?.stop({ graceful: false });
}

/** A client that works: it watches over heartbeats and hands lost jobs out again. */
export function createWorkingBoss(): PgBoss {
  return new PgBoss({
    connectionString: getEnv().DATABASE_URL,
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    queueCacheIntervalSeconds: 2,
  });
}
