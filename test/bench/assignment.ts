import { loadavg } from "node:os";
import { createInvite } from "#lib/annotator/index.ts";
import { getDb } from "#lib/db.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import type { Figure } from "../../bin/bench.ts";
import { buildWeb } from "../../bin/launch/build-web.ts";
import { say } from "../../bin/launch/progress.ts";
import { startServers } from "../e2e/servers.ts";
import { makeBulkProject } from "../load/bulk-project.ts";
import { type Crowd, type Measured, measureBareRoute, measureCrowd } from "../load/measure.ts";
import { quantile } from "../load/quantile.ts";
import { joinMany } from "../load/sign-in.ts";

const ANNOTATORS = 300;
const COMPARISONS = 30_000;
const OVERLAP = 3;
const THINK_SECONDS = [2, 4] as const;
const LARGE = { comparisons: 1_000_000, annotators: 4, pauseMs: 100 };
/** Measured seconds of each part, and seconds before it that are not counted. */
const THINKING = { seconds: 40, warmUpSeconds: 8 };
const HURRYING = { seconds: 20, warmUpSeconds: 3 };
const LIGHT = { seconds: 20, warmUpSeconds: 3 };
const BARE_SECONDS = 8;

const loadNow = () => (loadavg()[0] ?? 0).toFixed(1);

async function makeCrowd(address: string, project: Project, count: number): Promise<Crowd> {
  const { path } = await createInvite("operator", project.id, { maxUses: count });
  const cookies = await joinMany(address, path.split("/").at(-1) ?? "", count);
  return { address, cookies, slug: project.slug, leaseSeconds: project.leaseSeconds };
}

async function makeLoadProject(slug: string, comparisons: number): Promise<Project> {
  const started = Date.now();
  const project = await makeBulkProject({ slug, name: "Assignment", overlap: OVERLAP }, comparisons);
  await getDb().$executeRaw`ANALYZE`;
  say(`  ${comparisons.toLocaleString("en")} comparisons × ${OVERLAP} slots made in ${Math.round((Date.now() - started) / 1_000)} s`);
  return project;
}

const limit = (name: string, value: number, target: number, unit = "ms"): Figure => ({ name, value, unit, target, comparison: "at_most", met: value <= target });
const plain = (name: string, value: number, unit = "ms"): Figure => ({ name, value, unit, met: null });

function latencies(what: string, ms: number[], targets: { p95?: number; p99?: number } = {}): Figure[] {
  return ([["p50", 0.5], ["p95", 0.95], ["p99", 0.99]] as const).map(([name, share]) => {
    const target = name === "p50" ? undefined : targets[name];
    const value = quantile(ms, share);
    return target === undefined ? plain(`${what}, ${name}`, value) : limit(`${what}, ${name}`, value, target);
  });
}

/** Every error by name on standard error, their number as a figure; and how many acknowledged answers are not in the database. */
async function countFaults(what: string, measured: Measured): Promise<Figure[]> {
  for (const [name, count] of measured.errors) say(`  ${what}: ${count} × ${name}`);
  const ids = measured.acknowledged.map(({ body }) => body.id);
  const stored = await getDb().judgment.count({ where: { id: { in: ids.slice(0, 30_000) } } });
  const errors = [...measured.errors.values()].reduce((sum, count) => sum + count, 0);
  return [limit(`${what}: errors`, errors, 0, ""), limit(`${what}: acknowledged but missing`, Math.min(ids.length, 30_000) - stored, 0, "")];
}

async function measureThinking(crowd: Crowd): Promise<Figure[]> {
  const [least, most] = THINK_SECONDS;
  const measured = await measureCrowd(crowd, { ...THINKING, think: (random) => (least + random() * (most - least)) * 1_000 });
  say(`  think time done; load of the machine ${loadNow()}`);
  const targets = { p95: 150, p99: 400 };
  const what = `${ANNOTATORS} people, think time 2-4 s`;
  return [
    plain(`${what}: claims`, measured.claimMs.length / measured.seconds, "/s"),
    ...latencies(`${what}: claim`, measured.claimMs, targets),
    ...latencies(`${what}: submit`, measured.submitMs, targets),
    ...(await countFaults(what, measured)),
  ];
}

async function measureHurrying(crowd: Crowd): Promise<Figure[]> {
  const bare = await measureBareRoute(crowd.address, crowd.slug, { clients: ANNOTATORS, seconds: BARE_SECONDS });
  const measured = await measureCrowd(crowd, { ...HURRYING, think: () => 0 });
  say(`  as fast as they can done; load of the machine ${loadNow()}`);
  const what = `${ANNOTATORS} people, no think time`;
  const perSecond = (measured.claimMs.length + measured.submitMs.length) / measured.seconds;
  const baseline = { name: "the route refusing without a database", value: bare.perSecond, unit: "/s" };
  return [
    plain(`${what}: claims`, measured.claimMs.length / measured.seconds, "/s"),
    plain(`${what}: submits`, measured.submitMs.length / measured.seconds, "/s"),
    { ...plain(`${what}: claims and submits`, perSecond, "/s"), baseline },
    { ...plain(`${what}: claims and submits, ratio`, perSecond / bare.perSecond, "× baseline"), baseline },
    ...latencies(`${what}: claim`, measured.claimMs),
    ...latencies(`${what}: submit`, measured.submitMs),
    ...(await countFaults(what, measured)),
  ];
}

async function measureLarge(address: string): Promise<Figure[]> {
  const project = await makeLoadProject("bench-assignment-large", LARGE.comparisons);
  const crowd = await makeCrowd(address, project, LARGE.annotators);
  const bare = await measureBareRoute(address, crowd.slug, { clients: LARGE.annotators, seconds: 3 });
  const measured = await measureCrowd(crowd, { ...LIGHT, think: () => LARGE.pauseMs });
  say(`  a million comparisons done; load of the machine ${loadNow()}`);
  const what = `1,000,000 comparisons × ${OVERLAP}, light load`;
  const p95 = quantile(measured.claimMs, 0.95);
  const baseline = { name: "the route refusing without a database, p95", value: quantile(bare.ms, 0.95), unit: "ms" };
  return [
    plain(`${what}: claim, p50`, quantile(measured.claimMs, 0.5)),
    { ...limit(`${what}: claim, p95`, p95, 50), baseline },
    { ...plain(`${what}: claim, ratio of p95`, p95 / baseline.value, "× baseline"), baseline },
    ...latencies(`${what}: submit`, measured.submitMs),
    ...(await countFaults(what, measured)),
  ];
}

/**
 * Simulated annotators over HTTP against the production build and PostgreSQL with full durability. They live in this process,
 * on the processors that server and database use too.
 */
export async function run(): Promise<Figure[]> {
  buildWeb(() => {});
  const servers = await startServers({ worker: false });
  try {
    const project = await makeLoadProject("bench-assignment", COMPARISONS);
    const crowd = await makeCrowd(servers.address, project, ANNOTATORS);
    say(`  ${ANNOTATORS} people have joined; load of the machine ${loadNow()}`);
    const thinking = await measureThinking(crowd);
    const hurrying = await measureHurrying(crowd);
    return [...thinking, ...hurrying, ...(await measureLarge(servers.address))];
  } finally {
    await servers.stop();
  }
}
