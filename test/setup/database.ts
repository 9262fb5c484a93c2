import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { closeDb, type Db, getDb } from "../../lib/db.ts";
import { closeSender } from "../../lib/job/index.ts";

export type TestDatabase = { url: string; db: Db; home: string; drop(): Promise<void> };

const BUSY = "55006";
const TRIES = 20;
const RETRY_MS = 150;

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("serverUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Copies the template; two copies at once make PostgreSQL say that it is busy, so this waits. */
async function copyTemplate(name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await run(`CREATE DATABASE ${name} TEMPLATE ${inject("templateName")}`);
      return;
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === BUSY;
      if (!isBusy || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** A fresh, migrated database and an empty JUXTA_HOME for one test file; the environment points at both. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `juxta_test_${randomBytes(6).toString("hex")}`;
  await copyTemplate(name);
  const home = mkdtempSync(path.join(tmpdir(), "juxta-home-"));
  const url = Object.assign(new URL(inject("serverUrl")), { pathname: `/${name}` }).href;
  process.env.DATABASE_URL = url;
  process.env.JUXTA_HOME = home;
  process.env.JUXTA_SECRET = randomBytes(32).toString("hex");
  return {
    url,
    home,
    db: getDb(),
    drop: async () => {
      await closeSender();
      await closeDb();
      await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
