import { getHome } from "./home.ts";
import { fail, say } from "./progress.ts";
import { startDatabase, startWorkerProcess, stopOnSignal } from "./stack.ts";

const stops: (() => Promise<void> | void)[] = [];
stopOnSignal(stops);

async function run(): Promise<void> {
  stops.unshift((await startDatabase(getHome())).stop);
  stops.unshift(startWorkerProcess().stop);
  say("The worker is running. Ctrl-C stops it; any number may run, on any machine that shares the database and the pictures.");
}

await run().catch(async (error: unknown) => {
  for (const stop of stops) await stop();
  fail(error);
});
