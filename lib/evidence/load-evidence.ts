import { getDb } from "../db.ts";
import type { Project } from "../generated/prisma/client.ts";
import type { Evidence, JudgmentColumns } from "./evidence.ts";
import { readProjectEvidence } from "./read-project-evidence.ts";
import { readProjectJudgments } from "./read-project-judgments.ts";

type Subject = Pick<Project, "id" | "dimensions">;
type Held = { fingerprint: string; evidence: Promise<Evidence>; judgments?: Promise<JudgmentColumns>; computed: Map<string, unknown> };

const PROJECTS_HELD = 3;
const FIGURES_HELD = 200;

// Kept on globalThis because Next evaluates modules once per bundle layer.
const holder = globalThis as typeof globalThis & { juxtaEvidence?: Map<string, Held> };

/** Changes whenever anything does that evidence is read from; one statement over counts, so that a page that has everything in memory can be sure of it. */
async function readFingerprint({ id, dimensions }: Subject): Promise<string> {
  const [row] = await getDb().$queryRaw<{ value: string }[]>`
    SELECT concat_ws(' ',
      (SELECT concat_ws(',', count(*), sum(judgment_count), count(*) FILTER (WHERE state = 'OPEN')) FROM unit WHERE project_id = ${id}::uuid),
      (SELECT count(*) FROM judgment_revision),
      (SELECT concat_ws(',', count(*), max(prepared_at)) FROM item WHERE project_id = ${id}::uuid),
      (SELECT count(*) FROM candidate WHERE project_id = ${id}::uuid),
      (SELECT md5(string_agg(concat_ws(',', user_id, state), ';' ORDER BY user_id)) FROM member WHERE project_id = ${id}::uuid),
      (SELECT concat_ws(',', count(a.decided_at), max(a.decided_at), count(a.ended_at), max(a.ended_at)) FROM adjudication a JOIN comparison c ON c.id = a.comparison_id WHERE c.project_id = ${id}::uuid),
      (SELECT count(*) FROM score s JOIN candidate c ON c.id = s.candidate_id WHERE c.project_id = ${id}::uuid)) AS value`;
  return `${dimensions.join(",")} ${row?.value ?? ""}`;
}

async function hold(project: Subject): Promise<Held> {
  const held = (holder.juxtaEvidence ??= new Map());
  // Read before the evidence: what comes between the two changes the next fingerprint, and is read again then.
  const fingerprint = await readFingerprint(project);
  const known = held.get(project.id);
  held.delete(project.id);
  const current: Held = known?.fingerprint === fingerprint ? known : { fingerprint, evidence: readProjectEvidence(project), computed: new Map() };
  current.evidence.catch(() => held.get(project.id) === current && held.delete(project.id));
  held.set(project.id, current);
  for (const oldest of held.keys()) if (held.size > PROJECTS_HELD) held.delete(oldest);
  return current;
}

/** Evidence of a project as it is now, kept in memory while nothing changes. */
export type LoadedEvidence = {
  evidence: Evidence;
  /** Changes with the evidence. */
  fingerprint: string;
  /** Single verdicts; read when first asked for. */
  judgments(): Promise<JudgmentColumns>;
  /** What `compute` gives for `key`, kept as long as the evidence is. `key` names everything that `compute` depends on beside it. */
  keep<Value>(key: string, compute: () => Value): Value;
};

/** As `LoadedEvidence`, while the evidence may still be on its way: what needs the database meanwhile can be asked for at once. */
export type OpenedEvidence = Pick<LoadedEvidence, "keep"> & { loaded: Promise<LoadedEvidence> };

/** The evidence of a project, from memory where nothing has changed since. It does not authorise: callers are verbs that have done so. */
export async function openEvidence(project: Subject): Promise<OpenedEvidence> {
  const held = await hold(project);
  const keep = <Value>(key: string, compute: () => Value): Value => {
    if (!held.computed.has(key)) {
      if (held.computed.size >= FIGURES_HELD) held.computed.clear();
      const value = compute();
      held.computed.set(key, value);
      // What failed is tried again the next time.
      if (value instanceof Promise) value.catch(() => held.computed.delete(key));
    }
    return held.computed.get(key) as Value;
  };
  const loaded = held.evidence.then((evidence) => ({ evidence, fingerprint: held.fingerprint, judgments: () => (held.judgments ??= readProjectJudgments(project.id, evidence)), keep }));
  loaded.catch(() => {});
  return { keep, loaded };
}

/** As `openEvidence`, when the evidence has come. */
export async function loadEvidence(project: Subject): Promise<LoadedEvidence> {
  return (await openEvidence(project)).loaded;
}
