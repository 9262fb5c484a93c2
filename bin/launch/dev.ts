import { getHome } from "./home.ts";
import { fail, say } from "./progress.ts";
import { claimHome, startDatabase, startWeb, startWorkerProcess, stopOnSignal } from "./stack.ts";

const stops: (() => Promise<void> | void)[] = [];
stopOnSignal(stops);

async function run(): Promise<void> {
  const home = getHome();
  stops.unshift(claimHome(home));
  stops.unshift((await startDatabase(home)).stop);
  stops.unshift(startWorkerProcess().stop);
  const { seedDemo } = await import("../../prisma/demo/seed-demo.ts");
  const demo = await seedDemo({ home, onProgress: say });
  const { address, web } = await startWeb("dev");
  stops.unshift(web.stop);
  say(`Development server at ${address}; sign in as ${demo.email} with ${demo.password}, or judge at ${address}${demo.annotatorPath}`);
}

await run().catch(async (error: unknown) => {
  for (const stop of stops) await stop();
  fail(error);
});
