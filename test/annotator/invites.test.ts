import { afterAll, beforeAll, expect, test } from "vitest";
import { createInvite, joinByInvite, listInvites, revokeInvite, viewInvite } from "#lib/annotator/index.ts";
import { findActor } from "#lib/auth/index.ts";
import { makeMember } from "../factories/people.ts";
import { makeProject } from "../factories/project.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const tokenOf = (path: string) => path.replace("/join/", "");

test("a link for three people lets in three of twelve who come at once", async () => {
  const project = await makeProject();
  const { path, invite } = await createInvite("operator", project.id, { maxUses: 3 });
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => joinByInvite(tokenOf(path), null)));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(3);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "invite_used_up", status: 410 });
  expect(await database.db.member.count({ where: { projectId: project.id } })).toBe(3);
  expect(await database.db.invite.findUnique({ where: { id: invite.id } })).toMatchObject({ useCount: 3 });
});

test("newcomers get a made-up name and a session that works", async () => {
  const project = await makeProject();
  const { path } = await createInvite("operator", project.id, {});
  const { sessionId, projectSlug } = await joinByInvite(tokenOf(path), null);
  const actor = await findActor(sessionId);
  expect(actor).toMatchObject({ email: null, simulated: false });
  expect(actor?.pseudonym).toMatch(/^[a-z]+-[a-z]+-\d{4}$/);
  expect(projectSlug).toBe(project.slug);
});

test("joining twice takes one use and keeps the person", async () => {
  const project = await makeProject();
  const { path, invite } = await createInvite("operator", project.id, { maxUses: 5 });
  const first = await joinByInvite(tokenOf(path), null);
  const again = await joinByInvite(tokenOf(path), await findActor(first.sessionId));
  expect(again.userId).toBe(first.userId);
  expect(await database.db.invite.findUnique({ where: { id: invite.id } })).toMatchObject({ useCount: 1 });
});

test("revoked, expired and unknown links say which they are", async () => {
  const project = await makeProject();
  const revoked = await createInvite("operator", project.id, {});
  await revokeInvite("operator", project.id, revoked.invite.id);
  await expect(joinByInvite(tokenOf(revoked.path), null)).rejects.toMatchObject({ code: "invite_revoked" });
  const expired = await createInvite("operator", project.id, {});
  await database.db.invite.update({ where: { id: expired.invite.id }, data: { expiresAt: new Date(0) } });
  expect(await viewInvite(tokenOf(expired.path), null)).toMatchObject({ state: "expired", projectName: project.name });
  await expect(joinByInvite(tokenOf(expired.path), null)).rejects.toMatchObject({ code: "invite_expired" });
  await expect(joinByInvite("nonsense", null)).rejects.toMatchObject({ code: "not_found" });
});

test("only owners make links, and the token is stored nowhere", async () => {
  const project = await makeProject();
  const [owner, annotator] = [await makeMember(project.id, { role: "OWNER" }), await makeMember(project.id)];
  await expect(createInvite(annotator, project.id, {})).rejects.toMatchObject({ code: "forbidden" });
  const { path } = await createInvite(owner, project.id, { maxUses: 1 });
  expect(JSON.stringify(await listInvites(owner, project.id))).not.toContain(tokenOf(path));
});
