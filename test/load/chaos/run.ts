import { copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { createInvite } from "#lib/annotator/index.ts";
import { closeDb } from "#lib/db.ts";
import { closeSender } from "#lib/job/index.ts";
import { createRandom, deriveSeed } from "#lib/perturbation/random.ts";
import { setEnvironment } from "../../../bin/launch/stack.ts";
import { type Acknowledged, SimulatedAnnotator } from "../annotator.ts";
import { makeBulkProject } from "../bulk-project.ts";
import { type Cuts, cutReplies } from "../cut-replies.ts";
import { codeOf } from "../send.ts";
import { joinMany } from "../sign-in.ts";
import { checkIntegrity, type Faults } from "./check.ts";
import { type ChaosStack, startChaosStack, type Victim, VICTIMS } from "./stack.ts";

/** `operations`: acknowledged claims and answers. `cuts`: answers whose reply is cut, after the kills. */
export type ChaosOptions = { operations: number; kills: number; annotators: number; cuts: number; seed: number; onProgress?: (line: string) => void };
export type ChaosResult = {
  seconds: number;
  claims: number;
  submits: number;
  /** Requests without a success that were sent again, by what came instead. */
  retried: Record<string, number>;
  killed: Record<Victim, number>;
  stored: number;
  /** Answers that came after their slot had gone to somebody else: kept, not counted. */
  late: number;
  sentTwice: number;
  cuts: Pick<Cuts, "cut" | "sameAnswer"> | null;
  faults: Faults;
  /** What the product logged, kept when there are faults. */
  log: string | null;
};

const SLUG = "chaos";
const OVERLAP = 3;
const LEASE_SECONDS = 60;
const VICTIM_WAIT_MS = 30_000;
const VICTIM_POLL_MS = 100;
const EXPIRE_EVERY_MS = 400;
const TWICE = 0.1;
const ABANDON = 0.03;
const RELEASE = 0.02;
const PROGRESS_MS = 15_000;

type Plan = { at: number; victims: Victim[] }[];

/** At which operation what is killed: one place drawn in each of `kills` equal parts; one kill in six comes with another one. */
export function planKills({ operations, kills, seed }: Pick<ChaosOptions, "operations" | "kills" | "seed">): Plan {
  const random = createRandom(deriveSeed(seed, "kills"));
  const plan: Plan = [];
  for (let left = kills, index = 0; left > 0; index += 1) {
    // The first ones in turn, so that a short run meets every kind.
    const first = index < VICTIMS.length ? VICTIMS[index]! : random.pick(VICTIMS);
    const victims = left > 1 && random.chance(1 / 6) ? [first, random.pick(VICTIMS.filter((victim) => victim !== first))] : [first];
    plan.push({ at: random.next(), victims });
    left -= victims.length;
  }
  return plan.map(({ at, victims }, index) => ({ at: Math.floor(((index + at) / plan.length) * operations * 0.97), victims }));
}

class Run {
  readonly acknowledged: Acknowledged[] = [];
  readonly retried: Record<string, number> = {};
  readonly killed: Record<Victim, number> = { web: 0, worker: 0, postmaster: 0, backend: 0 };
  readonly answers = new Map<string, string>();
  readonly refused: string[] = [];
  claims = 0;
  submits = 0;
  sentTwice = 0;
  repeatsAnsweredOtherwise = 0;
  readonly options: ChaosOptions;
  readonly stack: ChaosStack;

  constructor(options: ChaosOptions, stack: ChaosStack) {
    this.options = options;
    this.stack = stack;
  }

  get operations(): number {
    return this.claims + this.submits;
  }

  isOver = (): boolean => this.operations >= this.options.operations;

  makeAnnotator(cookie: string, index: number): SimulatedAnnotator {
    const { next } = createRandom(deriveSeed(this.options.seed, "annotator", index));
    return new SimulatedAnnotator({
      address: this.stack.address,
      cookie,
      slug: SLUG,
      index,
      random: next,
      leaseSeconds: LEASE_SECONDS,
      onReply: ({ kind, reply }) => {
        if (reply.status === 200 && kind === "claim") this.claims += 1;
        if (reply.status === 200 && kind === "submit") this.submits += 1;
        const name = `${kind} ${codeOf(reply)}`;
        if (reply.status !== 200) this.retried[name] = (this.retried[name] ?? 0) + 1;
      },
      onAcknowledged: (given) => this.#keep(given),
      onRefused: (body, code) => this.refused.push(`${body.id} ${code}`),
    });
  }

  #keep(given: Acknowledged): void {
    const before = this.answers.get(given.body.id);
    if (before === undefined) {
      this.answers.set(given.body.id, given.text);
      this.acknowledged.push(given);
    } else if (before !== given.text) this.repeatsAnsweredOtherwise += 1;
  }

  /** As the page, and sometimes as people are: an answer sent twice at once, one given hours later, one given back. */
  async work(annotator: SimulatedAnnotator): Promise<void> {
    const late: Promise<void>[] = [];
    const { random } = annotator.options;
    await annotator.claim();
    while (!this.isOver() && !annotator.hasFinished) {
      await annotator.renew();
      const view = annotator.take();
      const draw = random();
      if (!view) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        await annotator.claim();
      } else if (draw < RELEASE) await annotator.release(view);
      else if (draw < RELEASE + ABANDON) {
        const body = annotator.makeAnswer(view);
        late.push(new Promise((resolve) => setTimeout(resolve, 2_000 + random() * 6_000)).then(() => annotator.submit(body)) as Promise<void>);
      } else {
        const body = annotator.makeAnswer(view);
        const isTwice = random() < TWICE;
        if (isTwice) this.sentTwice += 1;
        await Promise.all([annotator.submit(body), isTwice ? annotator.submit(body) : null, annotator.claim(1)]);
      }
    }
    await Promise.all(late);
  }

  /** Lets some open leases run out at once, as if their time had passed: their slots go to others while their holders still answer. */
  async expireSome(): Promise<void> {
    const client = new pg.Client({ connectionString: this.stack.databaseUrl, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("UPDATE slot SET lease_expires_at = now() WHERE (unit_id, slot_no) IN (SELECT unit_id, slot_no FROM slot WHERE lease_id IS NOT NULL AND done_at IS NULL AND lease_expires_at > now() ORDER BY random() LIMIT 3 FOR UPDATE SKIP LOCKED)");
    } catch {
      // The database was just killed.
    } finally {
      await client.end().catch(() => {});
    }
  }

  async expireAlways(): Promise<void> {
    while (!this.isOver()) {
      await this.expireSome();
      await new Promise((resolve) => setTimeout(resolve, EXPIRE_EVERY_MS));
    }
  }

  async killByPlan(): Promise<void> {
    for (const { at, victims } of planKills(this.options)) {
      while (this.operations < at && !this.isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
      for (const victim of victims) await this.#killOnce(victim);
    }
  }

  /** What died a moment ago is started again by the product: the kill waits until there is something to kill. */
  async #killOnce(victim: Victim): Promise<void> {
    for (let waited = 0; waited < VICTIM_WAIT_MS; waited += VICTIM_POLL_MS) {
      if (await this.stack.kill(victim)) {
        this.killed[victim] += 1;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, VICTIM_POLL_MS));
    }
  }
}

/** A database that is away is answered 503 with its code; `internal` would be something that nobody has thought of. */
function countInternal(retried: Record<string, number>): number {
  return Object.entries(retried).reduce((sum, [name, count]) => sum + (name.endsWith(" internal") ? count : 0), 0);
}

async function makeCookies(stack: ChaosStack, { annotators, operations, cuts }: ChaosOptions): Promise<string[]> {
  setEnvironment(stack.home, stack.databaseUrl);
  const comparisons = Math.ceil((operations * 0.75 + cuts * 1.5) / OVERLAP) + annotators * 4;
  const project = await makeBulkProject({ slug: SLUG, name: "Chaos", overlap: OVERLAP, leaseSeconds: LEASE_SECONDS }, comparisons);
  const { path: address } = await createInvite("operator", project.id, { maxUses: annotators });
  await closeSender();
  await closeDb();
  return joinMany(stack.address, address.split("/").at(-1) ?? "", annotators);
}

async function cut(run: Run, cookies: string[]): Promise<Cuts | null> {
  const { cuts: count, seed } = run.options;
  if (count === 0) return null;
  const cuts = await cutReplies({ address: run.stack.address, cookies: cookies.slice(0, 8), slug: SLUG, leaseSeconds: LEASE_SECONDS, seed, count });
  run.acknowledged.push(...cuts.acknowledged);
  return cuts;
}

/**
 * Annotators at work against the product as `npm start` runs it, while its processes are killed; then compares what was
 * acknowledged with database and export. `faults` must all be 0.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { onProgress = () => {} } = options;
  const stack = await startChaosStack();
  const started = Date.now();
  const run = new Run(options, stack);
  const kills = () => Object.values(run.killed).reduce((sum, count) => sum + count, 0);
  const timer = setInterval(() => onProgress(`${run.operations} of ${options.operations} operations, ${kills()} of ${options.kills} kills`), PROGRESS_MS);
  try {
    const cookies = await makeCookies(stack, options);
    const people = cookies.map((cookie, index) => run.makeAnnotator(cookie, index));
    await Promise.all([run.killByPlan(), run.expireAlways(), ...people.map((person) => run.work(person))]);
    await stack.waitUntilHealthy();
    const seconds = (Date.now() - started) / 1_000;
    const cuts = await cut(run, cookies);
    const { faults, stored, counted } = await checkIntegrity({ ...stack, slug: SLUG }, run.acknowledged);
    Object.assign(faults, { "answers refused": run.refused.length, "server errors without a code of their own": countInternal(run.retried), "repeats answered otherwise": run.repeatsAnsweredOtherwise, "kills that did not happen": Math.max(0, options.kills - kills()), "operations that did not happen": Math.max(0, options.operations - run.operations) });
    if (cuts) faults["cut replies whose retry was answered otherwise"] = options.cuts - cuts.sameAnswer;
    const { claims, submits, retried, killed, sentTwice } = run;
    const log = Object.values(faults).some((value) => value !== 0) ? path.join(tmpdir(), `juxta-chaos-${options.seed}.log`) : null;
    if (log !== null) copyFileSync(stack.log, log);
    return { seconds, claims, submits, retried, killed, stored, late: stored - counted, sentTwice, cuts, faults, log };
  } finally {
    clearInterval(timer);
    await stack.stop();
  }
}
