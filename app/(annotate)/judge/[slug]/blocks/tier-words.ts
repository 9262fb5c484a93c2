import { countOutcome, type TierProblem, type Tiers } from "../answers/tiers.ts";

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What a ranking yields: "8 preferences, 2 ties". */
export function outcomeInWords(tiers: Tiers): string {
  const { preferences, ties } = countOutcome(tiers);
  return `${plural(preferences, "preference")}, ${plural(ties, "tie")}`;
}

/** What keeps tiers from being a ranking. */
export function tierProblemInWords(problem: TierProblem): string {
  if (problem.kind === "none-yet") return "Best first; | or , between tiers";
  if (problem.kind === "empty-tier") return `Tier ${problem.tier} is empty`;
  if (problem.kind === "large-tier") return `Tier ${problem.tier} holds more than ${problem.most}`;
  const list = problem.places.join(", ");
  if (problem.kind === "missing") return `${list} ${problem.places.length === 1 ? "is" : "are"} missing`;
  return problem.kind === "repeated" ? `${list} stands more than once` : `There is no picture ${list}`;
}
