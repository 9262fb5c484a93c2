import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatClient, createChatClient } from "#lib/reward/judge/chat-client.ts";
import { writeRubricPrompts } from "#lib/reward/judge/editscore-prompts.ts";
import type { PairToJudge } from "#lib/reward/protocols/index.ts";
import { writePrompt } from "#lib/reward/protocols/rubric.ts";
import * as rubrics from "#lib/reward/protocols/rubrics/index.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { answerGullibly, readOutsideBlock } from "../judge-server/gullible.ts";
import { type JudgeServer, startJudgeServer } from "../judge-server/judge-server.ts";
import { ATTEMPTS, CONTROLS } from "./attempts.ts";
import { MEASURED_PROTOCOLS, measureJudge } from "./measure-judge.ts";

const texts = ATTEMPTS.map(({ text }) => text);

describe("the set of attempts", () => {
  it("has at least 50, all different, in many languages and by many techniques", () => {
    expect(ATTEMPTS.length).toBeGreaterThanOrEqual(50);
    expect(new Set(ATTEMPTS.map(({ id }) => id)).size).toBe(ATTEMPTS.length);
    expect(new Set(texts).size).toBe(ATTEMPTS.length);
    expect(new Set(ATTEMPTS.map(({ language }) => language)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(ATTEMPTS.map(({ technique }) => technique)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(ATTEMPTS.map(({ aim }) => aim)).size).toBe(5);
  });
});

describe("a prompt", () => {
  const write = [
    ...Object.values(rubrics).flatMap((rubric) => Object.keys(rubric.parts).map((part) => ({ name: `${rubric.name} ${part}`, prompt: (instruction: string) => writePrompt(rubric, part, instruction) }))),
    { name: "editscore SC", prompt: (instruction: string) => writeRubricPrompts(25).semantic(instruction) },
  ];

  it.each(write)("of $name is the same outside its block, whatever was tried", ({ prompt }) => {
    const honest = readOutsideBlock(prompt("Make the mug red."));
    for (const text of texts) expect(readOutsideBlock(prompt(`Make the mug red. ${text}`))).toBe(honest);
  });
});

describe("a stand-in judge that obeys all but the block", () => {
  let server: JudgeServer;
  let client: ChatClient;
  let pairs: PairToJudge[];

  beforeAll(async () => {
    server = await startJudgeServer(answerGullibly);
    client = createChatClient({ baseUrl: server.baseUrl, model: "stand-in", backoffMs: 1 });
    const [source, left, right] = await Promise.all(["#888", "#c00", "#0c0"].map((colour) => makePlainPicture({ colour, width: 16, height: 16 })));
    pairs = [{ itemId: "one", leftId: "a", rightId: "b", source: source!, left: left!, right: right!, instruction: "Make the mug red.", taskType: null }];
  });
  afterAll(() => server.close());

  it.each(MEASURED_PROTOCOLS)("is swayed by no attempt through %s as shipped", async (protocol) => {
    expect(await measureJudge(client, protocol, "quoted", pairs, texts)).toEqual({ tried: texts.length, flipped: 0, moved: 0, lost: 0 });
  });

  it.each(MEASURED_PROTOCOLS)("is swayed by many through %s without quoting, by some through a block that can be closed, by no harmless words", async (protocol) => {
    const bare = await measureJudge(client, protocol, "bare", pairs, texts);
    const delimited = await measureJudge(client, protocol, "delimited", pairs, texts);
    const harmless = await measureJudge(client, protocol, "bare", pairs, CONTROLS);
    const swayed = (sway: typeof bare) => sway.flipped + sway.moved;
    expect(swayed(delimited)).toBeGreaterThan(0);
    expect(swayed(bare)).toBeGreaterThan(swayed(delimited));
    expect(swayed(harmless)).toBe(0);
  });
});
