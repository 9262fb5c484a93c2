import pg from "pg";
import { JuxtaError } from "./errors.ts";

/** What a server must not have switched off: without one of them an acknowledged answer can be lost in a crash. */
const SETTINGS = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/** `off`: those of the settings that are off for this connection, in the order of the alphabet. */
export type Durability = { isSafe: boolean; off: string[] };

type Query = (text: string) => Promise<{ name: string; setting: string }[]>;

/** How the server treats what it acknowledges, for the role and the database that `query` is connected with. */
export async function readDurability(query: Query): Promise<Durability> {
  const names = SETTINGS.map((name) => `'${name}'`).join(", ");
  const rows = await query(`SELECT name, setting FROM pg_settings WHERE name IN (${names}) ORDER BY name`);
  const off = rows.filter((row) => row.setting === "off").map((row) => row.name);
  return { isSafe: off.length === 0, off };
}

/** Whether the operator has said that losing answers does not matter here. */
export function isUnsafeAllowed(): boolean {
  return process.env.JUXTA_ALLOW_UNSAFE_DATABASE === "1";
}

/**
 * Throws `durability_off` for a server that may lose what it has acknowledged. Where JUXTA_ALLOW_UNSAFE_DATABASE=1 allows it,
 * returns a warning instead; null when all is well.
 */
export async function checkDurability(databaseUrl: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { isSafe, off } = await readDurability(async (text) => (await client.query<{ name: string; setting: string }>(text)).rows);
    if (isSafe) return null;
    const lost = `The database has ${off.join(", ")} off: a crash or a power cut can lose or damage answers that people were told are saved.`;
    if (isUnsafeAllowed()) return `${lost} It is used because JUXTA_ALLOW_UNSAFE_DATABASE is 1.`;
    throw new JuxtaError("durability_off", `${lost} Switch on what is named, or set JUXTA_ALLOW_UNSAFE_DATABASE=1 if nothing here matters.`, { status: 500, details: { off } });
  } finally {
    await client.end().catch(() => {});
  }
}
