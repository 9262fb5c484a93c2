import { type Evidence, type JudgmentColumns, VERDICT_ORDER } from "./evidence.ts";

/** The evidence as it would be without one person's verdicts; a decision of a reviewer stands. An excluded person changes nothing. */
export function withoutAnnotator(evidence: Evidence, judgments: JudgmentColumns, annotator: number): Evidence {
  const who = judgments.annotators[annotator];
  if (!who || who.excluded) return evidence;
  const tallies = new Map([...evidence.tallies].map(([dimension, tally]) => [dimension, { ...tally, people: tally.people.slice(), simulated: tally.simulated.slice() }]));
  for (let at = 0; at < judgments.verdict.length; at += 1) {
    if (judgments.annotator[at] !== annotator) continue;
    const tally = tallies.get(evidence.dimensions[judgments.dimension[at]!]!)!;
    (who.simulated ? tally.simulated : tally.people)[judgments.comparison[at]! * VERDICT_ORDER.length + judgments.verdict[at]!]! -= 1;
  }
  return { ...evidence, tallies };
}
