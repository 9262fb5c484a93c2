import type { Readable } from "node:stream";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { getEnv } from "../env.ts";

const ESCAPES: Record<string, string> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

function unescape(field: string): string {
  return field.includes("\\") ? field.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : field;
}

/** Text of a COPY field; null where it is NULL. */
export function readText(field: string | undefined): string | null {
  return field === undefined || field === "\\N" ? null : unescape(field);
}

/** Number of a COPY field; null where it is NULL. */
export function readNumber(field: string | undefined): number | null {
  return field === undefined || field === "\\N" ? null : Number(field);
}

/** The connections of one snapshot. */
export type Snapshot = readonly pg.Client[];

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: getEnv().DATABASE_URL, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 60000";

/**
 * So many connections of their own in one snapshot, so that everything read belongs together, the database can prepare one answer
 * while another is taken, and long reads keep no connection of the pages.
 */
export async function withSnapshot<Result>(count: number, read: (clients: Snapshot) => Promise<Result>): Promise<Result> {
  const opened = await Promise.allSettled(Array.from({ length: count }, connect));
  const clients = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  try {
    for (const one of opened) if (one.status === "rejected") throw one.reason;
    const [first, ...others] = clients;
    await first!.query(BEGIN);
    const { rows } = await first!.query<{ name: string }>("SELECT pg_export_snapshot() AS name");
    await Promise.all(others.map((client) => client.query(`${BEGIN}; SET TRANSACTION SNAPSHOT ${client.escapeLiteral(rows[0]!.name)}`)));
    const result = await read(clients);
    await Promise.all(clients.map((client) => client.query("COMMIT")));
    return result;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/**
 * Asks for the rows of a query by COPY, which reads a million rows in about a second where row objects take several. `sql` has
 * no parameters: `PROJECT` stands for the project's id, which must be a UUID. The database begins at once; `takeRows` takes them.
 */
export function askForRows(client: pg.Client, projectId: string, sql: string): Readable {
  const stream = client.query(copyTo(`COPY (${sql.replaceAll("PROJECT", `${client.escapeLiteral(projectId)}::uuid`)}) TO STDOUT`));
  // What fails before anybody takes rows is thrown when they do.
  stream.on("error", () => {});
  return stream.setEncoding("utf8");
}

/** `take` gets the raw fields of each row, in order. */
export async function takeRows(stream: Readable, take: (fields: string[]) => void): Promise<void> {
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + (chunk as string)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line.split("\t"));
  }
}
