// One process for pages and API, so that whoever ends it, also with -9, leaves no server behind on its port.
import { createServer } from "node:http";
import next from "next";
import { checkDurability } from "../../lib/durability.ts";
import { JuxtaError } from "../../lib/errors.ts";
import { log } from "../../lib/log.ts";
import { honourStatus } from "./answer-status.ts";
import { repositoryRoot } from "./home.ts";

const WATCH_MS = 500;
const DRAIN_MS = 5_000;
const DATABASE_POLL_MS = 1_000;
/** Longer than browsers and proxies keep a connection: whoever closes first must not be the one that is just being asked. */
const KEEP_ALIVE_MS = 75_000;
const HOST = "127.0.0.1";
const [mode = "start", port = "3000"] = process.argv.slice(2);

const parent = process.ppid;

/** Ends this process when the database may lose answers; one that is away is asked as soon as it is back. */
async function requireDurableDatabase(): Promise<void> {
  try {
    const warning = await checkDurability(process.env.DATABASE_URL ?? "");
    if (warning) log.warn(warning);
  } catch (error) {
    if (!(error instanceof JuxtaError)) {
      setTimeout(() => void requireDurableDatabase(), DATABASE_POLL_MS).unref();
      return;
    }
    process.stderr.write(`${error.message} (${error.code})\n`);
    process.exit(1);
  }
}

await requireDurableDatabase();
const app = next({ dev: mode === "dev", dir: repositoryRoot, hostname: HOST, port: Number(port) });
await app.prepare();
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();
const server = createServer((request, response) => {
  honourStatus(response);
  void handle(request, response);
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
// Uploads and streams of edits to score take as long as they take; only headers have to come at once.
server.requestTimeout = 0;
server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
server.on("error", (error) => {
  process.stderr.write(`The web server cannot listen on ${HOST}:${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(Number(port), HOST);

let isStopping = false;

/** Lets requests in hand finish, for a while. */
function stop(): void {
  if (isStopping) return;
  isStopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);

// A launcher that was killed cannot stop this process any more.
setInterval(() => process.ppid !== parent && stop(), WATCH_MS).unref();
