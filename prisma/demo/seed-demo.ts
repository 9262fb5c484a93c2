import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInvite } from "../../lib/annotator/index.ts";
import { createUser, setPassword } from "../../lib/auth/index.ts";
import { getDb } from "../../lib/db.ts";
import type { Project } from "../../lib/generated/prisma/client.ts";
import { createImport, runImport } from "../../lib/import/index.ts";
import { createProject } from "../../lib/project/index.ts";
import { DEMO_GUIDE } from "./guide.ts";
import { markGold } from "./mark-gold.ts";
import { simulateJudgments } from "./simulate-judgments.ts";
import { writeDemo } from "./write-demo.ts";

const SLUG = "demo";
const SEED = 20_261;
const EMAIL = "researcher@juxta.local";
const INVITE_USES = 1_000;
const POLL_MS = 400;
const ITEMS_PER_LINE = 10;
const PREPARE_TIMEOUT_MS = 10 * 60_000;

export type DemoAccess = { email: string; password: string; annotatorPath: string };
type Progress = (line: string) => void;
/** `maxSide`: pixels of the pictures' long side; `simulatedShare`: of the wanted judgments, 0..1, the rest being left for people. */
export type DemoOptions = { home: string; onProgress: Progress; maxSide?: number; simulatedShare?: number };

/** The password is drawn once a home and kept there, readable by its owner only: the demo prints it at every start. */
function getPassword(home: string): { password: string; isNew: boolean } {
  const file = path.join(home, "demo-password");
  const isNew = !existsSync(file);
  if (isNew) writeFileSync(file, randomBytes(9).toString("base64url"), { mode: 0o600 });
  return { password: readFileSync(file, "utf8"), isNew };
}

async function ensureProject(): Promise<Project> {
  const found = await getDb().project.findUnique({ where: { slug: SLUG } });
  if (found) return found;
  return createProject("operator", {
    slug: SLUG,
    name: "Demo: which edit is better?",
    description: "Real photographs, edited by our own pipeline: some edits are faithful, some are half-done, some go too far.",
    guideline: DEMO_GUIDE,
    overlap: 3,
    goldShare: 0.1,
    repeatShare: 0.1,
    isDemo: true,
  });
}

async function ensureResearcher(projectId: string, { password, isNew }: { password: string; isNew: boolean }): Promise<void> {
  const db = getDb();
  const known = await db.user.findUnique({ where: { email: EMAIL } });
  // The same database may be shown from another home, which does not know the password.
  if (known && isNew) await setPassword("operator", { email: EMAIL, password });
  const user = known ?? (await createUser(db, { email: EMAIL, password, pseudonym: "researcher" }));
  await db.member.upsert({ where: { projectId_userId: { projectId, userId: user.id } }, create: { projectId, userId: user.id, role: "OWNER" }, update: {} });
}

/** The pictures are made by the edit pipeline and taken in by the ordinary import: the same file twice changes nothing. */
async function importPictures(project: Project, { home, onProgress, maxSide }: DemoOptions): Promise<void> {
  const imported = await getDb().import.findFirst({ where: { projectId: project.id, state: "DONE" } });
  if (imported) return;
  onProgress("Making the demo's edits from photographs …");
  const folder = path.join(home, "demo");
  await writeDemo(folder, SEED, (made) => made % ITEMS_PER_LINE === 0 && onProgress(`Making the demo's edits: ${made} items.`), maxSide);
  const row = await createImport("operator", { projectId: project.id, sourcePath: folder, queued: false });
  const done = await runImport(row.id);
  onProgress(`Imported ${done.newItemCount} items with ${done.newCandidateCount} candidates.`);
}

/** Waits for the worker to prepare the pictures; scoring goes on in the background. */
async function waitUntilPrepared(project: Project, onProgress: Progress): Promise<void> {
  const until = Date.now() + PREPARE_TIMEOUT_MS;
  const db = getDb();
  const total = await db.item.count({ where: { projectId: project.id } });
  for (let shown = -1; ; ) {
    const prepared = await db.item.count({ where: { projectId: project.id, preparedAt: { not: null } } });
    if (prepared === total) return;
    if (Date.now() > until) throw new Error("The worker did not prepare the demo's pictures in ten minutes. Look at the lines above, then start again: it goes on where it stopped.");
    const tenth = Math.floor((10 * prepared) / total);
    if (tenth > shown) onProgress(`Preparing pictures: ${prepared} of ${total} items.`);
    shown = Math.max(shown, tenth);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** A fresh link at every start, since only the hash of a link is stored; older ones are withdrawn. */
async function renewInvite(project: Project): Promise<string> {
  await getDb().invite.updateMany({ where: { projectId: project.id, label: "demo", revokedAt: null }, data: { revokedAt: new Date() } });
  return (await createInvite("operator", project.id, { label: "demo", maxUses: INVITE_USES, validDays: 365 })).path;
}

/**
 * Fills an installation with the demo project: researcher, photographs and their edits, gold, and simulated annotators. A
 * worker must be running. Safe to run again: what exists stays. Returns how to get in.
 */
export async function seedDemo(options: DemoOptions): Promise<DemoAccess> {
  const { home, onProgress, simulatedShare } = options;
  const access = getPassword(home);
  const project = await ensureProject();
  await ensureResearcher(project.id, access);
  await importPictures(project, options);
  await waitUntilPrepared(project, onProgress);
  await markGold(project);
  await simulateJudgments(project, onProgress, simulatedShare);
  return { email: EMAIL, password: access.password, annotatorPath: await renewInvite(project) };
}
