// Ties the web server's life to its supervisor's: a launcher that was killed with -9 must not leave a server behind.
import { spawn } from "node:child_process";
import { repositoryRoot } from "./home.ts";

const WATCH_MS = 500;
const [mode = "start", port = "3000"] = process.argv.slice(2);
const parent = process.ppid;

const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", mode, "--hostname", "127.0.0.1", "--port", port], { cwd: repositoryRoot, stdio: ["ignore", "ignore", "inherit"] });
child.once("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), WATCH_MS);
