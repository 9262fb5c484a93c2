import { PrismaPg } from "@prisma/adapter-pg";
import { getEnv } from "./env.ts";
import { Prisma, PrismaClient } from "./generated/prisma/client.ts";

export { Prisma };
export type Db = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** A verb that joins its caller's transaction takes one of these. */
export type DbOrTransaction = Db | Transaction;

// Kept on globalThis because Next evaluates modules once per bundle layer.
const holder = globalThis as typeof globalThis & { juxtaDb?: PrismaClient };

/** Options of a transaction that goes over the work of a whole project. */
export const LONG = { timeout: 600_000, maxWait: 10_000 };

/** Statements with lists in them come in ever new texts: only so many are prepared under a name, which spares planning them again. */
const MOST_NAMED = 500;
const names = new Map<string, string>();

function nameStatement({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMED) return "";
  const name = `juxta_${names.size}`;
  names.set(sql, name);
  return name;
}

/** The one client of this process. Connects lazily and again by itself after the server was away. */
export function getDb(): Db {
  holder.juxtaDb ??= new PrismaClient({
    adapter: new PrismaPg({ connectionString: getEnv().DATABASE_URL, max: 20, connectionTimeoutMillis: 5_000 }, { statementNameGenerator: nameStatement }),
    // Under a rush a transaction waits for its turn; two seconds, the library's own limit, made answers of a busy server errors.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  });
  return holder.juxtaDb;
}

/** Closes the connections; the next `getDb` opens new ones. */
export async function closeDb(): Promise<void> {
  const client = holder.juxtaDb;
  delete holder.juxtaDb;
  await client?.$disconnect();
}
