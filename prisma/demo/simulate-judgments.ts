import { randomUUID } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { z } from "zod";
import { type Actor, createUser } from "../../lib/auth/index.ts";
import { getDb } from "../../lib/db.ts";
import type { Project } from "../../lib/generated/prisma/client.ts";
import { claimLeases, type Lease, submitJudgment } from "../../lib/judgment/index.ts";
import { SIMULATIONS, simulateDuration, type Simulation, simulateVerdict, tasteOverall, type TrueQuality } from "./simulated-annotator.ts";

/** Share of the wanted judgments that are simulated; the rest is left for people. */
const SIMULATED_SHARE = 0.6;
const FIRST_SEED = 7_001;

const Labels = z.object({ promptFollowing: z.number(), consistency: z.number(), visualQuality: z.number() });
const Parameters = z.object({ labels: Labels });

type Person = { simulation: Simulation; actor: Actor; random: RandomGenerator };

async function ensurePerson(project: Project, simulation: Simulation, index: number): Promise<Person> {
  const db = getDb();
  const { name: pseudonym, ...parameters } = simulation;
  const user = (await db.user.findUnique({ where: { pseudonym } })) ?? (await createUser(db, { pseudonym, simulated: true }));
  await db.member.upsert({
    where: { projectId_userId: { projectId: project.id, userId: user.id } },
    create: { projectId: project.id, userId: user.id, role: "ANNOTATOR", simulation: parameters },
    update: {},
  });
  const actor: Actor = { userId: user.id, pseudonym, email: null, simulated: true, sessionId: "" };
  return { simulation, actor, random: xoroshiro128plus(FIRST_SEED + index) };
}

/** What the pipeline did to each candidate, read once; annotators and pages never see it. */
async function readQualities(projectId: string): Promise<Map<string, TrueQuality>> {
  const rows = await getDb().candidate.findMany({ where: { projectId }, select: { id: true, parameters: true } });
  return new Map(
    rows.map(({ id, parameters }) => {
      const { labels } = Parameters.parse(parameters);
      const parts = { prompt_following: labels.promptFollowing, consistency: labels.consistency, visual_quality: labels.visualQuality };
      return [id, { ...parts, overall: tasteOverall(parts) }] as const;
    }),
  );
}

async function judge(person: Person, lease: Lease, project: Project, qualities: Map<string, TrueQuality>): Promise<void> {
  const [left, right] = lease.shown.map((candidateId) => qualities.get(candidateId));
  if (!left || !right) throw new Error(`The candidates of comparison ${lease.unitId} carry no labels.`);
  const verdicts = Object.fromEntries(project.dimensions.map((dimension) => [dimension, simulateVerdict(person.simulation, left[dimension], right[dimension], person.random)]));
  await submitJudgment(person.actor, { id: randomUUID(), leaseId: lease.leaseId, verdicts, durationMs: simulateDuration(person.simulation, person.random) });
}

/** Lets the simulated annotators judge by the same verbs that people use, until they hold their share of the slots. */
export async function simulateJudgments(project: Project, onProgress: (line: string) => void, share = SIMULATED_SHARE): Promise<void> {
  const db = getDb();
  const people = await Promise.all(SIMULATIONS.map((simulation, index) => ensurePerson(project, simulation, index)));
  const slots = await db.slot.count({ where: { projectId: project.id } });
  const wanted = Math.floor(slots * share);
  let given = await db.judgment.count({ where: { simulated: true, purpose: "SLOT", unit: { projectId: project.id } } });
  if (given >= wanted) return;
  onProgress(`Simulated annotators judge ${wanted - given} times …`);
  const qualities = await readQualities(project.id);
  for (let turn = 0, idle = 0; given < wanted && idle < people.length; turn += 1) {
    const person = people[turn % people.length]!;
    if (uniformFloat64(person.random) > person.simulation.diligence) continue;
    const { leases } = await claimLeases(person.actor, project.slug, 1);
    const lease = leases[0];
    idle = lease ? 0 : idle + 1;
    if (!lease) continue;
    await judge(person, lease, project, qualities);
    if (lease.purpose === "SLOT") given += 1;
  }
  onProgress(`${given} simulated judgments; they are marked as simulated wherever they appear.`);
}
