import { useTranslations } from "next-intl";
import type { SideVerdict } from "#lib/judgment/index.ts";
import { useDimensionName } from "../../../../_components/dimension-name.ts";
import type { SendableAnswer } from "../answers/draft.ts";
import { formatTiers } from "../answers/tiers.ts";

/** Says an answer in words, one line for each dimension or part; `names` are those of the edits, left to right. */
export function useDescribeAnswer(): (answer: SendableAnswer, names: readonly string[]) => string[] {
  const t = useTranslations("history");
  const j = useTranslations("judge");
  const dimensionName = useDimensionName();
  const line = (name: string, value: string) => t("line", { name, value });
  const list = (scores: readonly (readonly [name: string, value: number])[]) => scores.map(([name, value]) => t("score", { name, value })).join(t("comma"));
  const say = ({ value, strength }: SideVerdict) => {
    const chosen = j(`options.${value}`);
    return strength ? t(strength === 2 ? "clearly" : "slightly", { value: chosen }) : chosen;
  };
  return ({ verdicts, parts }, names) => {
    const nameOf = (place: number) => names[place] ?? "";
    const perPlace = <Value>(values: readonly Value[] | undefined, words: (value: Value) => string) => values?.map((value, place) => line(nameOf(place), words(value))) ?? [];
    return [
      ...Object.entries(verdicts).map(([dimension, verdict]) => line(dimensionName(dimension), say(verdict))),
      ...Object.entries(parts.tiers ?? {}).map(([dimension, tiers]) => line(dimensionName(dimension), formatTiers(tiers))),
      ...perPlace(parts.ratings, (ratings) => list(Object.entries(ratings).map(([dimension, value]) => [dimensionName(dimension), value] as const))),
      ...perPlace(parts.regions, (regions) => (regions.length === 0 ? t("nothingMarked") : t("marked", { count: regions.length }))),
      ...(parts.criteria ?? []).map(({ name, scores }) => line(name, list(scores.map((score, place) => [nameOf(place), score] as const)))),
      ...perPlace(parts.critiques, ({ following, quality, stop }) => t(stop ? "critiqueStop" : "critique", { following, quality })),
    ];
  };
}
