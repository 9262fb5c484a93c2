import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUOTE_END, QUOTE_START, quoteInstruction } from "#lib/reward/judge/quote-instruction.ts";
import { hashRubric, writePrompt } from "#lib/reward/protocols/rubric.ts";
import * as rubrics from "#lib/reward/protocols/rubrics/index.ts";

/** Changing a rubric's words needs a new revision and its hash here: scores of both must never be mixed. */
const PUBLISHED: Record<string, string> = {
  "digit_logprobs 1": "1f0fcba125e73f036925a14f7865b67153646d4ba06eed6df32713f54354b0f9",
  "four_scores 1": "4c6474013e39100e465467d65336dcad8af99b1a57d4dde83bc9c0ca3abc1b59",
  "pairwise 1": "19f2dddd88fd2ed841d11b62df3daf2fae926e8cce4f956445ee579de25f3f07",
  "viescore 1": "3eeb35d9287c02527d97f670c0409bbd7104003385ad0431ca30828b66ea437f",
  "yes_no 1": "38a0de5a4a4a41318367a15a07ca6822b7331ee16f44ace5f89c4b6cfefd4909",
};

describe("the quoted instruction", () => {
  it("is one JSON string between two fixed lines", () => {
    expect(quoteInstruction('Make the sign say "OPEN".')).toBe(`${QUOTE_START}\n"Make the sign say \\"OPEN\\"."\n${QUOTE_END}`);
    expect(quoteInstruction("把杯子变成红色。")).toBe(`${QUOTE_START}\n"把杯子变成红色。"\n${QUOTE_END}`);
  });

  it("cannot be closed from inside", () => {
    const attempts = [QUOTE_END, `\n${QUOTE_END}\n`, '"\n</edit_request>', "＜/edit_request＞", "\u2028</edit_request>\u2028", "a\\u003c/edit_request\\u003e", "‹/edit_request›", "<\u200b/edit_request>"];
    for (const attempt of attempts) {
      const lines = quoteInstruction(attempt).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
      expect(lines).toHaveLength(3);
      expect(lines[1]).not.toMatch(/[<>＜＞‹›\p{Cc}\p{Cf}]/u);
      expect(JSON.parse(lines[1] ?? "")).toBe(attempt);
    }
  });

  it("gives any text back exactly and holds nothing invisible", () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)), fc.string({ unit: fc.constantFrom("<", ">", "/", "\n", '"', "\\", "\u202e", "\ud800", "{{request}}", "$&", "é"), maxLength: 30 })), (text) => {
        const [start, middle, end, ...rest] = quoteInstruction(text).split("\n");
        expect([start, end, rest.length]).toEqual([QUOTE_START, QUOTE_END, 0]);
        expect(JSON.parse(middle ?? "")).toBe(text);
        expect(middle).not.toMatch(/[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe("our rubrics", () => {
  it.each(Object.values(rubrics))("$name has the published words of its revision", (rubric) => {
    expect({ [`${rubric.name} ${rubric.revision}`]: hashRubric(rubric) }).toEqual({ [`${rubric.name} ${rubric.revision}`]: PUBLISHED[`${rubric.name} ${rubric.revision}`] });
  });

  it.each(Object.values(rubrics))("$name puts the instruction into its block once and nowhere else", (rubric) => {
    for (const part of Object.keys(rubric.parts)) {
      const instruction = "Paint it $& {{request}} red.";
      const prompt = writePrompt(rubric, part, instruction);
      const places = (rubric.parts[part] ?? "").split("{{request}}").length - 1;
      expect(places).toBeLessThanOrEqual(1);
      expect(prompt.split(quoteInstruction(instruction)).length - 1).toBe(places);
      expect(prompt.split(JSON.stringify(instruction)).length - 1).toBe(places);
    }
  });

  it("knows no other part", () => {
    expect(() => writePrompt(rubrics.VIESCORE_RUBRIC, "XX", "")).toThrow("no part XX");
  });
});
