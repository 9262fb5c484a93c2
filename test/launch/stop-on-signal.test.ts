import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, test } from "vitest";

const STACK = path.resolve(import.meta.dirname, "../../bin/launch/stack.ts");

/** A process that stops two things in turn; each takes a moment. */
function startStopping() {
  const script = `
    const { stopOnSignal } = await import(${JSON.stringify(STACK)});
    const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    stopOnSignal([() => after(200).then(() => console.log("web")), () => after(50).then(() => console.log("database"))]);
    console.log("ready");
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "ignore"] });
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s that reaches a process twice, from the terminal and passed on, stops everything all the same", async (signal) => {
  const child = startStopping();
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, "data");
  const ended = once(child, "exit");
  child.kill(signal);
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
  expect(said.trim().split("\n")).toEqual(["ready", "web", "database"]);
});
