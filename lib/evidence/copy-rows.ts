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

/** One connection in one snapshot, so that everything read belongs together, and long reads keep no connection of the pages. */
export async function withSnapshot<Result>(read: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: getEnv().DATABASE_URL, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 60000");
    const result = await read(client);
    await client.query("COMMIT");
    return result;
  } finally {
    await client.end();
  }
}

/**
 * Streams the rows of a query by COPY, which reads a million rows in about a second where row objects take several. `sql` has
 * no parameters: `PROJECT` stands for the project's id, which must be a UUID. `take` gets the raw fields of each row.
 */
export async function copyRows(client: pg.Client, projectId: string, sql: string, take: (fields: string[]) => void): Promise<void> {
  const stream = client.query(copyTo(`COPY (${sql.replaceAll("PROJECT", `${client.escapeLiteral(projectId)}::uuid`)}) TO STDOUT`));
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + (chunk as string)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line.split("\t"));
  }
}
