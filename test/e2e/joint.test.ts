import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type JudgingStack, poll, startJudgingStack, waitUntilArmed } from "./judging-stack.ts";

let stack: JudgingStack;
let lead: Page;
let partner: Page;

const stageOf = (page: Page) => page.locator("[data-stage]");
const armed = (page: Page) => poll("the pictures are decoded", () => page.getByRole("radio", { name: /both bad/ }).first().isEnabled({ timeout: 1_000 }).catch(() => false));
const instruction = (page: Page) => page.locator("main p").first().innerText();
const press = async (page: Page, keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

beforeAll(async () => {
  stack = await startJudgingStack({ items: 2, candidatesPerItem: 2, project: { dimensions: ["consistency", "overall"], overlap: 1 } });
  ({ page: lead } = await stack.join());
  await waitUntilArmed(lead);
  ({ page: partner } = await stack.join());
  await partner.getByRole("heading", { name: "There is nothing to judge yet." }).waitFor();
  // The judging page has handed both units to the lead: they start anew.
  for (const page of [lead, partner]) await page.goto(`${stack.address}/judge/judged/together`);
  await stack.database.db.slot.updateMany({ data: { annotatorId: null, leaseId: null, leaseExpiresAt: null } });
  await stack.database.db.handedOut.deleteMany();
});
afterAll(() => stack?.stop());

test("two people answer alone, see where they differ, and agree on one answer that bears both names", async () => {
  await lead.goto(`${stack.address}/judge/judged/together`);
  await lead.getByRole("button", { name: "Start a session" }).click();
  const code = await lead.locator("[data-code]").innerText();
  await partner.goto(`${stack.address}/judge/judged/together?code=${code}`);
  await partner.getByRole("button", { name: "Join" }).click();
  await Promise.all([armed(lead), armed(partner)]);
  expect(await instruction(lead)).toBe(await instruction(partner));

  await press(lead, ["1", "1", "Enter"]);
  await lead.getByText("Waiting for the other person.").waitFor();
  await partner.getByText("The other person has answered.").waitFor();
  expect(await partner.getByText("Other:").count()).toBe(0);
  await lead.reload();
  await lead.getByText("Waiting for the other person.").waitFor();
  await press(partner, ["1", "3", "Enter"]);
  await Promise.all([lead, partner].map((page) => expect.poll(() => stageOf(page).getAttribute("data-stage"), { timeout: 15_000 }).toBe("together")));
  expect(await lead.getByText("differs").count()).toBe(1);
  expect(await lead.getByRole("radiogroup", { name: "Overall" }).innerText()).toMatch(/You: A[\s\S]*Other: B/);

  await armed(lead);
  await press(lead, ["ArrowDown", "2", "Enter"]);
  await partner.getByRole("button", { name: /Confirm/ }).waitFor();
  await lead.getByText("The other person confirms your proposal").waitFor();
  await armed(partner);
  await press(partner, ["Enter"]);
  await Promise.all([lead, partner].map((page) => page.getByText("1 agreed").waitFor()));
  const judgments = await stack.database.db.judgment.findMany({ include: { verdicts: { orderBy: { dimension: "asc" } } } });
  expect(judgments).toHaveLength(1);
  expect(judgments[0]!.partnerId).not.toBeNull();
  expect(judgments[0]!.partnerId).not.toBe(judgments[0]!.annotatorId);
  expect(judgments[0]!.verdicts.map((verdict) => verdict.value)).toEqual([judgments[0]!.shown[0]! < judgments[0]!.shown[1]! ? "A" : "B", "TIE"]);
});

test("the lead goes on alone with the open unit when the partner is lost", async () => {
  await armed(lead);
  const open = await stack.database.db.jointRound.findFirstOrThrow({ where: { closedAt: null } });
  await partner.close();
  await lead.getByRole("button", { name: "Go on alone" }).click({ timeout: 30_000 });
  await lead.getByRole("button", { name: "End the session and judge alone" }).click();
  await lead.waitForURL("**/judge/judged");
  await armed(lead);
  await press(lead, ["1", "1", "Enter"]);
  await poll("the answer is stored", async () => (await stack.database.db.judgment.count({ where: { unitId: open.unitId } })) === 1);
  expect(await stack.database.db.judgment.findFirst({ where: { unitId: open.unitId } })).toMatchObject({ partnerId: null, counted: true });
  expect(await stack.database.db.jointRound.findUnique({ where: { id: open.id } })).toMatchObject({ closeReason: "alone", judgmentId: null });
});
