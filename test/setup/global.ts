import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { ensurePostgres } from "../../bin/launch/postgres.ts";
import { applyMigrations } from "../../lib/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server, by its maintenance database. */
    serverUrl: string;
    /** A migrated database to copy from. */
    templateName: string;
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** One server a run: our own in a throwaway folder, or that of DATABASE_URL; and one migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), "juxta-test-"));
  chmodSync(home, 0o755);
  // A cluster that is thrown away needs no durability (vitest.config.ts allows that); a given server keeps its own settings.
  const server = await ensurePostgres({ home, settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } });
  const templateName = `juxta_template_${randomBytes(6).toString("hex")}`;
  const templateUrl = Object.assign(new URL(server.url), { pathname: `/${templateName}` }).href;
  await run(server.url, `CREATE DATABASE ${templateName}`);
  await applyMigrations(templateUrl);
  project.provide("serverUrl", server.url);
  project.provide("templateName", templateName);
  return async () => {
    await run(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
}
