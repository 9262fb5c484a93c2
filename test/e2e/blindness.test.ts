import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createUser } from "#lib/auth/index.ts";
import { claimLeases, submitJudgment } from "#lib/judgment/index.ts";
import { updateProject } from "#lib/project/index.ts";
import { answerAll } from "../factories/judging.ts";
import { makeMember } from "../factories/people.ts";
import { type JudgingStack, poll, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";
import { crawl, fillRoute, findLeaks, listAssets, listRoutes, type Received, recordResponses } from "./session-crawl.ts";

const JUDGED = 14;
const NOTE = "canary-note-of-somebody-else";
const EXPLANATION = "canary-explanation";

let stack: JudgingStack;
let context: BrowserContext;
let page: Page;
let secrets: string[];
const received: Promise<Received>[] = [];

/** Everything that would tell what made a picture, how it was scored, what others said, or why it is shown. */
async function readSecrets(stranger: string): Promise<string[]> {
  const { db } = stack.database;
  const candidates = await db.candidate.findMany({ include: { picture: true } });
  const items = await db.item.findMany();
  const scores = (await db.score.findMany()).map((score) => String(score.value)).filter((value) => value.length > 12);
  return [
    ...new Set([
      ...candidates.flatMap(({ id, externalId, generator, origin, picture }) => [id, externalId, generator, origin === "perturbation" ? origin : "", picture.id, picture.sha256]),
      ...items.flatMap(({ id, externalId }) => [id, externalId]),
      ...(await db.unit.findMany()).map(({ id }) => id),
      ...scores,
      stranger,
      NOTE,
      EXPLANATION,
    ]),
  ].filter((secret) => secret.length > 4);
}

beforeAll(async () => {
  stack = await startJudgingStack({ items: 8, renameGenerator: (name) => `canary-${name}` });
  const { db } = stack.database;
  await poll("every candidate is scored", async () => (await db.score.count()) === 8 * 3 * 4);
  const stranger = await makeMember(stack.project.id);
  const { leases } = await claimLeases(stranger, stack.project.slug, 1);
  await submitJudgment(stranger, answerAll(stack.project, leases[0]!.leaseId, { value: "left" }, { note: NOTE }));
  for (const { id } of await db.comparison.findMany({ where: { verdicts: { none: {} } }, take: 4 })) await db.gold.create({ data: { comparisonId: id, explanation: EXPLANATION, verdicts: { create: { dimension: "overall", value: "B" } } } });
  await updateProject("operator", stack.project.id, { goldShare: 0.25, repeatShare: 0.25, repeatAfter: 3 });
  secrets = await readSecrets(stranger.pseudonym);
  ({ context, page } = await stack.join({}, (opened) => recordResponses(opened, received)));
});
afterAll(() => stack?.stop());

test("an annotator judges through gold and repeats", async () => {
  for (let judged = 1; judged <= JUDGED; judged += 1) {
    await waitUntilArmed(page);
    for (const key of ["1", "2", "3", "4", "Enter"]) await page.keyboard.press(key);
    await poll("the answer is stored", async () => (await stack.database.db.judgment.count({ where: { note: "" } })) === judged);
  }
  const purposes = (await stack.database.db.judgment.findMany({ where: { note: "" } })).map((judgment) => judgment.purpose);
  expect(new Set(purposes)).toEqual(new Set(["SLOT", "GOLD", "REPEAT"]));
});

test("nothing that the browser was sent holds a secret, and every picture comes alike", async () => {
  const all = await Promise.all(received);
  expect(all.length).toBeGreaterThan(JUDGED * 2);
  expect(findLeaks(all, secrets)).toEqual([]);
  const claims = all.filter((answer) => answer.address.endsWith("/claim"));
  expect(claims.length).toBeGreaterThan(3);
  // Sealed addresses are random letters, which spell "gold" now and then: words are looked for outside them.
  const wordsOf = ({ text }: Received) => text.slice(text.indexOf("\n{")).replace(/\/api\/picture\/[\w-]+/g, "");
  expect(claims.map(wordsOf).filter((words) => /gold|repeat|purpose|counted/i.test(words))).toEqual([]);
  const pictures = [...new Set(all.map(({ address }) => new URL(address).pathname).filter((path) => path.startsWith("/api/picture/")))];
  expect(pictures.length).toBeGreaterThan(10);
  expect(new Set(pictures.map((path) => path.length)).size).toBe(1);
  const headersOf = ({ text }: Received) => {
    const headers = JSON.parse(text.split("\n")[1] ?? "[]") as [string, string][];
    return JSON.stringify(headers.map(([name, value]) => [name, ["date", "content-length"].includes(name) ? "" : value]).sort());
  };
  const answers = (await crawl(context, stack.address, pictures)).filter(({ status }) => status === 200);
  expect(answers).toHaveLength(pictures.length);
  const [first, ...others] = answers.map(headersOf);
  for (const headers of others) expect(headers).toBe(first);
});

/** Every address of the build with every id that exists, as somebody who guesses well would ask. */
async function listAddresses(): Promise<string[]> {
  const { db } = stack.database;
  const idOf = async (rows: Promise<{ id: string } | null>) => (await rows)?.id ?? "none";
  const ids = await Promise.all([
    idOf(db.item.findFirst()),
    idOf(db.comparison.findFirst({ where: { gold: { isNot: null } } })),
    idOf(db.judgment.findFirst({ where: { note: NOTE } })),
    idOf(db.unit.findFirst({ where: { judgments: { some: { note: NOTE } } } })),
    idOf(db.judgment.findFirst({ where: { note: "" } })),
    idOf(db.import.findFirst()),
    idOf(db.candidate.findFirst()),
  ]);
  const users = (await db.user.findMany()).map((user) => user.id);
  const values = { slug: [stack.project.slug], id: ids, userId: users, token: ["none"], version: ["1"], nextauth: ["session", "csrf", "providers"] };
  return [...listRoutes().flatMap((route) => fillRoute(route, values)), ...listAssets()];
}

test("no route, script or source map of the build gives one away, whatever is asked for", async () => {
  const addresses = await listAddresses();
  expect(addresses.length).toBeGreaterThan(60);
  const answers = await crawl(context, stack.address, addresses);
  // The messages of pages name every origin there is; that alone says nothing of a picture.
  expect(findLeaks(answers, secrets.filter((secret) => secret !== "perturbation"))).toEqual([]);
  expect(answers.filter(({ address, status }) => address.endsWith(".map") && status === 200)).toEqual([]);
  expect(answers.filter(({ status }) => status >= 500).map(({ address }) => address)).toEqual([]);
});

test("the same crawl by the project's owner finds them: the test can see", async () => {
  const password = "correct horse battery";
  const owner = await createUser(stack.database.db, { email: "owner@example.org", password });
  await stack.database.db.member.create({ data: { projectId: stack.project.id, userId: owner.id, role: "OWNER" } });
  const own = await stack.browser.newContext();
  const signIn = await own.newPage();
  await signIn.goto(`${stack.address}/signin`);
  await signIn.getByLabel("E-mail address").fill("owner@example.org");
  await signIn.getByLabel("Password").fill(password);
  await signIn.getByRole("button", { name: "Sign in" }).click();
  await signIn.waitForURL((address) => !address.pathname.includes("signin"));
  const found = new Set(findLeaks(await crawl(own, stack.address, await listAddresses()), secrets).map(({ secret }) => secret));
  expect([...found].some((secret) => secret.startsWith("canary-") && secret !== NOTE)).toBe(true);
  expect(found.has(NOTE)).toBe(true);
});
