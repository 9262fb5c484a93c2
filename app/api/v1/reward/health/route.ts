import { askHealth } from "#lib/reward/index.ts";
import { answer, json } from "../../../../_server/answer.ts";

export const dynamic = "force-dynamic";

/** Whether anybody scores, and how full the queues are. Says nothing else, so that it needs no token. */
export const GET = answer(async () => {
  const services = await askHealth();
  const sum = (field: "held" | "limit") => services.reduce((total, service) => total + service[field], 0);
  const queue = { waiting: sum("held"), limit: sum("limit") };
  if (services.length === 0) return json({ status: "down", code: "reward_worker_missing", workers: 0, queue }, 503);
  return json({ status: "ok", code: null, workers: services.length, queue });
});
