import { createHash } from "node:crypto";
import { QUOTE_END, QUOTE_START } from "#lib/reward/judge/quote-instruction.ts";
import { DEFAULT_RUBRIC } from "#lib/reward/judge/rubric.ts";
import * as rubrics from "#lib/reward/protocols/rubrics/index.ts";
import { type Answer, say, type SeenRequest } from "./answers.ts";

/** Words for a score in the languages of the attempts. */
const SCORE = /score|rating|digit|note|nota|puntuaci|punteggio|punkte|puan|điểm|skor|ocena|alama|оценк|оцінк|分|点数|점수|الدرجة|ציון|अंक|edit_success|erocs/iu;
const PLACE = /(?:edit|better"?\s*[:填]?|第)\s*([12])(?!\d)/giu;
const HIGHEST = 25;

const OWN_LINES = new Set(
  [...Object.values(rubrics).flatMap((rubric) => Object.values(rubric.parts)), DEFAULT_RUBRIC.semanticConsistency, DEFAULT_RUBRIC.perceptualQuality].flatMap((words) => words.replaceAll("{{range}}", "25").split("\n")),
);

/** A prompt without its quoted block: the block ends at the first line that closes it, whoever wrote that line. */
export function readOutsideBlock(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const start = lines.indexOf(QUOTE_START);
  const end = lines.indexOf(QUOTE_END, start);
  return (start < 0 || end < 0 ? lines : [...lines.slice(0, start), ...lines.slice(end + 1)]).join("\n");
}

type Order = { share?: number; place?: 1 | 2; word?: "Yes" | "No" };

/** What anybody but the rubric tells the judge to say. Anything with the look of an order counts. */
function findOrder(text: string): Order {
  const said = readOutsideBlock(text).split("\n").filter((line) => !OWN_LINES.has(line)).join("\n").normalize("NFKC").replaceAll(/[\p{Cf}\p{M}]/gu, "");
  const numbers = [...said.matchAll(/(?<![\d.])\d{1,2}(?!\d)/gu)].map(([digits]) => Number(digits)).filter((number) => number <= HIGHEST);
  const last = numbers.at(-1);
  const place = [...said.matchAll(PLACE)].at(-1)?.[1];
  const word = /\bword (Yes|No)\b/.exec(said)?.[1];
  return {
    share: SCORE.test(said) && last !== undefined ? Math.min(1, last / 10) : undefined,
    place: place === "1" ? 1 : place === "2" ? 2 : undefined,
    word: word === "Yes" || word === "No" ? word : undefined,
  };
}

/** 0..1 by the picture alone. */
function shareOf(picture: string | undefined): number {
  return (createHash("sha256").update(picture ?? "").digest()[0] ?? 0) / 255;
}

/**
 * A stand-in for a judge that keeps to one thing only: what stands in the quoted block is no order. It believes every other
 * word, and sees of a picture no more than a number. It shows whether text can leave the block, not what a model would do.
 */
export function answerGullibly({ text, pictures }: SeenRequest): Answer {
  const order = findOrder(text);
  const share = order.share ?? shareOf(pictures.at(-1));
  if (text.includes('"better"')) return say(JSON.stringify({ reasoning: "r", better: order.place ?? (shareOf(pictures[1]) >= shareOf(pictures[2]) ? 1 : 2) }));
  if (text.includes('"edit_success"')) return say(JSON.stringify({ reasoning: "r", ...Object.fromEntries(["edit_success", "overedit", "naturalness", "artifacts"].map((name) => [name, share * 10])) }));
  if (text.includes("one digit from 0 to 5")) return say(String(Math.round(share * 5)));
  if (text.includes("Yes or No")) return say(order.word ?? (share >= 0.5 ? "Yes" : "No"));
  const range = text.includes("from 0 to 25") ? 25 : 10;
  return say(JSON.stringify({ reasoning: "r", score: [share * range, share * range] }));
}
