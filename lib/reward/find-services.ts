import os from "node:os";
import { getDb } from "../db.ts";

/** Workers beat every 5 s. */
const ALIVE_SECONDS = 20;
const KEEP_MS = 1_000;

let known: { at: number; addresses: Promise<string[]> } | undefined;
let turn = 0;

async function readAddresses(): Promise<string[]> {
  const named = process.env.JUXTA_REWARD_URL;
  if (named) return named.split(/[\s,]+/).filter(Boolean);
  const rows = await getDb().$queryRaw<{ address: string }[]>`
    SELECT reward_address AS address FROM worker_process
    WHERE reward_address IS NOT NULL AND host = ${os.hostname()} AND seen_at > now() - make_interval(secs => ${ALIVE_SECONDS}) ORDER BY started_at, id`;
  return rows.map(({ address }) => address);
}

/**
 * Addresses of the inference services, in the order in which to try them: those of JUXTA_REWARD_URL, or of the workers that
 * live on this machine. Every call begins with another one. Looked up at most once a second unless `fresh`.
 */
export async function findServices({ fresh = false }: { fresh?: boolean } = {}): Promise<string[]> {
  if (!known || fresh || Date.now() - known.at > KEEP_MS) known = { at: Date.now(), addresses: readAddresses() };
  const looked = known;
  const addresses = await looked.addresses.catch((error: unknown) => {
    if (known === looked) known = undefined;
    throw error;
  });
  turn = (turn + 1) % Math.max(1, addresses.length);
  return [...addresses.slice(turn), ...addresses.slice(0, turn)];
}
