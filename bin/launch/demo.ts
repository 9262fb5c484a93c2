import type { DemoAccess } from "../../prisma/demo/seed-demo.ts";
import { buildWeb } from "./build-web.ts";
import { getHome } from "./home.ts";
import { fail, say } from "./progress.ts";
import { claimHome, startDatabase, startWeb, startWorkerProcess, stopOnSignal } from "./stack.ts";

const stops: (() => Promise<void> | void)[] = [];
stopOnSignal(stops);

async function seed(home: string): Promise<DemoAccess> {
  const { seedDemo } = await import("../../prisma/demo/seed-demo.ts");
  const [{ closeDb }, { closeSender }] = await Promise.all([import("../../lib/db.ts"), import("../../lib/job/index.ts")]);
  try {
    return await seedDemo({ home, onProgress: say });
  } finally {
    await closeSender();
    await closeDb();
  }
}

async function runDemo(): Promise<void> {
  const home = getHome();
  stops.unshift(claimHome(home));
  const database = await startDatabase(home);
  stops.unshift(database.stop);
  buildWeb(say);
  const worker = startWorkerProcess();
  stops.unshift(worker.stop);
  const demo = await seed(home);
  const { address, web } = await startWeb("start");
  stops.unshift(web.stop);
  process.stdout.write(`
  Juxta is ready.

    As researcher   ${address}/signin?email=${encodeURIComponent(demo.email)}
                    e-mail    ${demo.email}
                    password  ${demo.password}
    As annotator    ${address}${demo.annotatorPath}
                    (use another browser, or a private window)

  Ctrl-C stops it. Your data stay in ${home}.
`);
}

await runDemo().catch(async (error: unknown) => {
  for (const stop of stops) await stop();
  fail(error);
});
