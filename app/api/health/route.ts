import { getHealth } from "#lib/health/get-health.ts";
import { json } from "../../_server/answer.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await getHealth();
  return json(health, health.status === "down" ? 503 : 200);
}
