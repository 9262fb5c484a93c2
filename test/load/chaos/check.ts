import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { repositoryRoot } from "../../../bin/launch/home.ts";
import type { Acknowledged } from "../annotator.ts";

/** Every count is of faults: all must be 0. */
export type Faults = Record<string, number>;
type Where = { databaseUrl: string; home: string; slug: string };
type StoredRow = { id: string; pseudonym: string; lease_id: string; counted: boolean; duration_ms: number; note: string; submitted_at: Date; verdicts: Record<string, string>; left: string };

const READ = `
  SELECT j.id, p.pseudonym, h.lease_id, j.counted, j.duration_ms, j.note, j.submitted_at,
    (SELECT jsonb_object_agg(v.dimension, v.value) FROM verdict v WHERE v.judgment_id = j.id) AS verdicts,
    CASE WHEN j.shown[1] = c.candidate_a_id THEN 'A' ELSE 'B' END AS left
  FROM judgment j JOIN app_user p ON p.id = j.annotator_id JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id JOIN comparison c ON c.id = j.unit_id
  JOIN handed_out h ON h.annotator_id = j.annotator_id AND h.unit_id = j.unit_id AND h.purpose = j.purpose
  WHERE x.slug = $1`;

/** One number each, from the rows as they are. */
const COUNTS: Record<string, string> = {
  "annotator-pair more than once": `SELECT count(*) FROM (SELECT 1 FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id WHERE x.slug = $1 GROUP BY j.unit_id, j.annotator_id HAVING count(*) > 1) d`,
  "units over overlap": `SELECT count(*) FROM (SELECT 1 FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id WHERE x.slug = $1 AND j.counted GROUP BY j.unit_id, x.overlap HAVING count(*) > x.overlap) d`,
  "counted answers without a finished slot": `SELECT count(*) FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id LEFT JOIN slot s ON s.unit_id = j.unit_id AND s.slot_no = j.slot_no AND s.annotator_id = j.annotator_id AND s.done_at IS NOT NULL WHERE x.slug = $1 AND j.counted AND s.unit_id IS NULL`,
  "finished slots without a counted answer": `SELECT count(*) FROM slot s JOIN project x ON x.id = s.project_id LEFT JOIN judgment j ON j.unit_id = s.unit_id AND j.slot_no = s.slot_no AND j.counted WHERE x.slug = $1 AND s.done_at IS NOT NULL AND j.id IS NULL`,
  "answers without exactly one audit entry": `SELECT count(*) FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id LEFT JOIN (SELECT subject, count(*) AS n FROM audit_entry WHERE action = 'judgment_submitted' GROUP BY subject) a ON a.subject = j.id::text WHERE x.slug = $1 AND coalesce(a.n, 0) <> 1`,
  "answers without a verdict": `SELECT count(*) FROM judgment j JOIN unit u ON u.id = j.unit_id JOIN project x ON x.id = u.project_id WHERE x.slug = $1 AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.judgment_id = j.id)`,
};

const SIDE_OF: Record<string, Record<string, string>> = { left: { A: "A", B: "B" }, right: { A: "B", B: "A" }, tie: { A: "TIE", B: "TIE" }, skip: { A: "SKIP", B: "SKIP" } };

function isSame({ body, text }: Acknowledged, row: StoredRow): boolean {
  const answered = JSON.parse(text) as { id: string; submittedAt: string };
  const verdicts = Object.entries(body.verdicts ?? {});
  const sides = verdicts.every(([dimension, { value }]) => row.verdicts[dimension] === SIDE_OF[value]?.[row.left]) && Object.keys(row.verdicts).length === verdicts.length;
  return sides && answered.id === row.id && answered.submittedAt === row.submitted_at.toISOString() && body.leaseId === row.lease_id && body.durationMs === row.duration_ms && body.note === row.note;
}

/** What export and database are compared by. */
function hashLines(lines: string[]): string {
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

type ExportedLine = { type: string; judgment_id: string; annotator: string; counted: boolean; duration_ms: number; note: string; submitted_at: string; left: string; verdicts: Record<string, { value: string }> };

const lineOf = (id: string, annotator: string, counted: boolean, durationMs: number, note: string, at: string, left: string, verdicts: [string, string][]) => JSON.stringify([id, annotator, counted, durationMs, note, at, left, verdicts.sort()]);

/** The judgments of `juxta export`, as the command writes them. */
async function readExport({ home, slug }: Where): Promise<string[]> {
  const file = path.join(home, "export.jsonl");
  const { DATABASE_URL: _given, JUXTA_SECRET: _secret, ...inherited } = process.env;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "bin/juxta.ts", "export", slug, "--out", file], { cwd: repositoryRoot, env: { ...inherited, JUXTA_HOME: home, LOG_LEVEL: "error" }, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`juxta export ended with code ${code}.`);
  const lines: string[] = [];
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const line = JSON.parse(text) as ExportedLine;
    if (line.type === "judgment") lines.push(lineOf(line.judgment_id, line.annotator, line.counted, line.duration_ms, line.note, line.submitted_at, line.left, Object.entries(line.verdicts).map(([name, { value }]) => [name, value])));
  }
  return lines;
}

/** Compares what was acknowledged, what is stored and what is exported. Returns the faults, and how much there is. */
export async function checkIntegrity(where: Where, acknowledged: Acknowledged[]): Promise<{ faults: Faults; stored: number; counted: number }> {
  const client = new pg.Client({ connectionString: where.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<StoredRow>(READ, [where.slug]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const known = new Set(acknowledged.map(({ body }) => body.id));
    const faults: Faults = {
      "acknowledged but missing": acknowledged.filter(({ body }) => !byId.has(body.id)).length,
      "acknowledged but stored otherwise": acknowledged.filter((given) => byId.has(given.body.id) && !isSame(given, byId.get(given.body.id)!)).length,
      "stored but never acknowledged": rows.filter((row) => !known.has(row.id)).length,
    };
    for (const [name, query] of Object.entries(COUNTS)) faults[name] = Number((await client.query<{ count: string }>(query, [where.slug])).rows[0]?.count ?? -1);
    const exported = await readExport(where);
    const lines = rows.map((row) => lineOf(row.id, row.pseudonym, row.counted, row.duration_ms, row.note, row.submitted_at.toISOString(), row.left, Object.entries(row.verdicts)));
    faults["export differs from database"] = exported.length === lines.length && hashLines(exported) === hashLines(lines) ? 0 : Math.max(1, Math.abs(exported.length - lines.length));
    return { faults, stored: rows.length, counted: rows.filter((row) => row.counted).length };
  } finally {
    await client.end();
  }
}
