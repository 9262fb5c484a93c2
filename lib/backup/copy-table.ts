import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { throwIfInterrupted } from "./archive-format.ts";
import { quote, type Table } from "./read-schema.ts";

// Text that another server reads as the same values: floats by their shortest exact form, times in UTC.
const TEXT_SETTINGS = ["client_encoding = 'UTF8'", "DateStyle = 'ISO, YMD'", "IntervalStyle = 'postgres'", "TimeZone = 'UTC'", "extra_float_digits = 1", "bytea_output = 'hex'", "statement_timeout = 0", "idle_in_transaction_session_timeout = 0"];

/** A connection whose COPY reads and writes the same text on every server. The caller ends it. */
export async function connectForCopy(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // A connection that breaks fails the statement in hand; without a listener it would end the process instead.
  client.on("error", () => {});
  await client.connect();
  for (const setting of TEXT_SETTINGS) await client.query(`SET ${setting}`);
  return client;
}

const columnList = (table: Table, prefix = "") => table.columns.map((column) => prefix + quote(column)).join(", ");

/** The rows of a table as COPY's text, by primary key, so that equal content gives equal bytes. */
export async function* copyTableOut(client: pg.Client, table: Table, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const stream = client.query(copyTo(`COPY (SELECT ${columnList(table, "t.")} FROM ${table.from} t ORDER BY ${table.orderBy}) TO STDOUT`));
  for await (const chunk of stream) {
    throwIfInterrupted(signal);
    yield chunk as Buffer;
  }
}

/** Adds rows that `copyTableOut` gave. */
export async function copyTableIn(client: pg.Client, table: Table, chunks: AsyncIterable<Buffer>): Promise<void> {
  if (table.columns.length === 0) return;
  await pipeline(Readable.from(chunks, { highWaterMark: 1 }), client.query(copyFrom(`COPY ${table.from} (${columnList(table)}) FROM STDIN`)));
}
