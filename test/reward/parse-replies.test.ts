import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseBatchReply } from "#lib/reward/judge/parse-batch-reply.ts";
import { parseEvaluateReply } from "#lib/reward/judge/parse-evaluate-reply.ts";
import { REPLIES } from "./replies.ts";

type Given = { value: { reasoning: string | null; score: unknown[] } } | { note: string };
type Vector = { name: string; reply: string; evaluate_path: Given; batch_path: { value: { reasoning: string; score: number[] } } | { raises: string } };

const VECTORS = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../fixtures/editscore.json"), "utf8")) as { parse: Vector[] };
/** What the published code writes for a bare list or number is not the judge's reasoning. */
const NO_REASONING = /^System: output is simply a/;

test.each(VECTORS.parse)("evaluate reads the published reply $name as the published code does", ({ reply, evaluate_path }) => {
  const read = parseEvaluateReply(reply);
  if ("note" in evaluate_path) {
    expect(read.kind !== "scores" || read.via === "repair").toBe(true);
    return;
  }
  const { reasoning, score } = evaluate_path.value;
  expect(read).toMatchObject({ kind: "scores", scores: score, reasoning: reasoning !== null && NO_REASONING.test(reasoning) ? null : reasoning });
});

test.each(VECTORS.parse)("batch_evaluate reads the published reply $name as the published code does", ({ reply, batch_path }) => {
  const { scores, reasoning, isInvalid } = parseBatchReply(reply);
  if ("raises" in batch_path) expect(isInvalid).toBe(true);
  else expect({ score: scores, reasoning, isInvalid }).toEqual({ ...batch_path.value, isInvalid: false });
});

test("there are at least sixty replies of our own, each another one", () => {
  expect(new Set(REPLIES.map(({ reply }) => reply)).size).toBeGreaterThanOrEqual(60);
});

test.each(REPLIES)("evaluate: $name", ({ reply, evaluate }) => {
  const read = parseEvaluateReply(reply);
  const found = read.kind === "scores" ? { scores: read.scores, ...(read.via === "repair" ? { repaired: true } : {}) } : read.kind;
  expect(found).toEqual(evaluate);
});

test.each(REPLIES)("batch: $name", ({ reply, batch }) => {
  const { scores, isInvalid } = parseBatchReply(reply);
  expect(isInvalid ? "invalid" : scores).toEqual(batch);
});
