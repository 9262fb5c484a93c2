import type { Translate } from "../../../../_messages/translate.ts";
import { countOutcome, type TierProblem, type Tiers } from "../answers/tiers.ts";

/** What a ranking yields: "8 preferences, 2 ties". */
export function outcomeInWords(t: Translate<"blocks">, tiers: Tiers): string {
  return t("outcome", countOutcome(tiers));
}

/** What keeps tiers from being a ranking. */
export function tierProblemInWords(t: Translate<"blocks">, problem: TierProblem): string {
  if (problem.kind === "none-yet") return t("problems.none-yet");
  if (problem.kind === "empty-tier") return t("problems.empty-tier", { tier: problem.tier });
  if (problem.kind === "large-tier") return t("problems.large-tier", { tier: problem.tier, most: problem.most });
  const places = problem.places.join(t("comma"));
  return t(`problems.${problem.kind}`, { places, count: problem.places.length });
}
