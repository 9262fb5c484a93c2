import { buildWeb } from "./build-web.ts";
import { getHome } from "./home.ts";
import { fail, say } from "./progress.ts";
import { claimHome, startDatabase, startWeb, startWorkerProcess, stopOnSignal } from "./stack.ts";

const stops: (() => Promise<void> | void)[] = [];
stopOnSignal(stops);

async function run(): Promise<void> {
  const home = getHome();
  stops.unshift(claimHome(home));
  stops.unshift((await startDatabase(home)).stop);
  buildWeb(say);
  stops.unshift(startWorkerProcess().stop);
  const { address, web } = await startWeb("start");
  stops.unshift(web.stop);
  say(`Juxta is ready at ${address}. Make the first account with: npm run -s juxta -- user create --email you@example.org`);
}

await run().catch(async (error: unknown) => {
  for (const stop of stops) await stop();
  fail(error);
});
