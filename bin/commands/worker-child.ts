import { getDb } from "../../lib/db.ts";
import { JuxtaError } from "../../lib/errors.ts";
import { startNode, stopProcess } from "../launch/supervise.ts";

/** Workers beat every 5 s: one that missed three beats is not waited for. */
const ALIVE_SECONDS = 15;
const MAX_STARTS = 5;

export type WorkerChild = { ensure(): Promise<void>; stop(): Promise<void> };

/** Whether any worker process, on any machine, beats. */
export async function isWorkerAlive(): Promise<boolean> {
  const rows = await getDb().$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM worker_process WHERE seen_at > now() - make_interval(secs => ${ALIVE_SECONDS}::int)`;
  return (rows[0]?.n ?? 0) > 0;
}

/** A worker of our own, for as long as there is no other: `ensure` starts it, and again when it ended with work left. */
export function createWorkerChild(onStart: () => void): WorkerChild {
  let child: ReturnType<typeof startNode> | undefined;
  let starts = 0;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    ensure: async () => {
      if (isRunning() || (await isWorkerAlive())) return;
      if (starts === MAX_STARTS) throw new JuxtaError("worker_failed", "The worker ended again and again; the lines above say why. What was imported is kept: run the same command again.", { status: 500 });
      starts += 1;
      onStart();
      child = startNode({ name: "worker", args: ["workers/index.ts", "--until-idle"], env: { NODE_ENV: "production", JUXTA_STOP_WITH_PARENT: "1", LOG_LEVEL: process.env.LOG_LEVEL ?? "warn" } });
    },
    stop: async () => {
      if (child && isRunning()) await stopProcess(child);
    },
  };
}
