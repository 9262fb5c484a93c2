// Plain JavaScript for any Node from 20 on, without a single package: it makes sure that everything else can run.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const OLDEST_NODE = 20;
const OLDEST_OWN_NODE = 24;
const LOCK = path.join(ROOT, ".juxta-install.lock");
const LOCK_WAIT_MS = 15 * 60_000;
const PROGRESS_MS = 5_000;

const COMMANDS = {
  demo: ["bin/launch/demo.ts"],
  start: ["bin/launch/start.ts"],
  dev: ["bin/launch/dev.ts"],
  worker: ["bin/launch/worker.ts"],
  test: ["bin/launch/test.ts"],
  verify: ["bin/launch/verify.ts"],
  juxta: ["bin/juxta.ts"],
  bench: ["bin/bench.ts"],
  chaos: ["bin/chaos.ts"],
};

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(sentence) {
  say(`\n${sentence}`);
  process.exit(1);
}

function hashOf(file) {
  return createHash("sha256").update(readFileSync(path.join(ROOT, file))).digest("hex");
}

/** Whether what `stampFile` says was made from `inputs` as they are now. */
export function isFresh(stampFile, inputs) {
  const stamp = path.join(ROOT, stampFile);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === inputs.map(hashOf).join("\n");
}

function writeStamp(stampFile, inputs) {
  writeFileSync(path.join(ROOT, stampFile), inputs.map(hashOf).join("\n"));
}

/** Runs a command, saying every few seconds that it still does; its output is shown only when it fails. */
function runQuietly(what, command, args, env) {
  return new Promise((resolve) => {
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    say(`${what} …`);
    const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output = (output + chunk).slice(-8_000)));
    const timer = setInterval(() => say(`  ${what}: ${seconds()} s`), PROGRESS_MS);
    child.on("error", (error) => {
      clearInterval(timer);
      resolve({ code: 1, output: String(error) });
    });
    child.on("close", (code) => {
      clearInterval(timer);
      if (code === 0) say(`  done in ${seconds()} s`);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** One installation at a time; a lock left by a dead process is taken over. */
async function withLock(work) {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      const handle = openSync(LOCK, "wx");
      writeFileSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = existsSync(LOCK) ? Number(readFileSync(LOCK, "utf8")) : 0;
      const isAlive = holder > 0 && spawnSync("kill", ["-0", String(holder)]).status === 0;
      if (!isAlive && existsSync(LOCK) && Date.now() - statSync(LOCK).mtimeMs > 1_000) rmSync(LOCK, { force: true });
      else if (Date.now() > until) fail(`Another installation holds ${LOCK}. If none is running, delete that file and try again.`);
      else await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

const PACKAGES_STAMP = "node_modules/.juxta-packages";
const PACKAGE_INPUTS = ["package-lock.json", "package.json"];
const CLIENT_STAMP = "node_modules/.juxta-client";
const CLIENT_INPUTS = ["package-lock.json", "prisma/schema.prisma"];
const OWN_NODE = path.join(ROOT, "node_modules/.bin/node");

const isInstalled = () => isFresh(PACKAGES_STAMP, PACKAGE_INPUTS);
const isGenerated = () => isFresh(CLIENT_STAMP, CLIENT_INPUTS) && existsSync(path.join(ROOT, "lib/generated/prisma/client.ts"));

async function install() {
  // onnxruntime-node would fetch GPU libraries from elsewhere; the CPU ones are in the package.
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, output } = await runQuietly("Installing packages", npm, ["ci", "--no-audit", "--no-fund"], { ONNXRUNTIME_NODE_INSTALL: "skip" });
  if (code !== 0) {
    say(output);
    fail("npm ci failed. Check the network and the free disk space, then run the same command again; nothing needs cleaning up.");
  }
  const own = spawnSync(OWN_NODE, ["--version"], { encoding: "utf8" });
  const major = Number(/^v(\d+)/.exec(own.stdout ?? "")?.[1] ?? 0);
  if (major < OLDEST_OWN_NODE) fail("The packages are there, but their own Node is not: npm was told to skip install scripts. Run `npm ci --ignore-scripts=false` once, then the same command again.");
  writeStamp(PACKAGES_STAMP, PACKAGE_INPUTS);
}

async function generateClient() {
  // `generate` asks for an engine that it does not use; any existing file satisfies it.
  const { code, output } = await runQuietly("Generating the database client", OWN_NODE, ["node_modules/prisma/build/index.js", "generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: path.join(ROOT, "package.json"),
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  });
  if (code !== 0) {
    say(output);
    fail("The database client could not be generated from prisma/schema.prisma; the lines above say why.");
  }
  writeStamp(CLIENT_STAMP, CLIENT_INPUTS);
}

async function prepare() {
  if (isInstalled() && isGenerated()) return;
  await withLock(async () => {
    if (!isInstalled()) await install();
    if (!isGenerated()) {
      mkdirSync(path.join(ROOT, "lib/generated"), { recursive: true });
      await generateClient();
    }
  });
}

function readEnvFile() {
  const file = path.join(ROOT, ".env");
  if (!existsSync(file)) return {};
  const pairs = readFileSync(file, "utf8")
    .split(/\r?\n/)
    .map((line) => /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => [match[1], match[2].replace(/^(["'])(.*)\1$/, "$2")]);
  return Object.fromEntries(pairs);
}

function runCommand(script, args) {
  const child = spawn(OWN_NODE, ["--disable-warning=ExperimentalWarning", ...script, ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...readEnvFile(), ...process.env, PATH: `${path.dirname(OWN_NODE)}${path.delimiter}${process.env.PATH ?? ""}`, JUXTA_CALLED_FROM: process.env.INIT_CWD ?? process.cwd() },
  });
  // A terminal sends Ctrl-C to the whole group; a supervisor sends it to us alone. Either way the child decides when to end.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`${script[0]} could not be started: ${error.message}`));
  child.on("close", (code, signal) => process.exit(signal ? 128 + (signal === "SIGINT" ? 2 : 15) : (code ?? 1)));
}

async function main() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE) fail(`Juxta needs Node ${OLDEST_NODE} or newer; this is Node ${process.versions.node}. Install a newer one, then run the same command again.`);
  const [name = "", ...args] = process.argv.slice(2);
  const script = COMMANDS[name];
  if (!script) fail(`There is no command ${name || "without a name"}. Known: ${Object.keys(COMMANDS).join(", ")}.`);
  await prepare();
  runCommand(script, args);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
