import { useTranslations } from "next-intl";
import type { DimensionName } from "#lib/project/index.ts";
import type { Translate } from "../_messages/translate.ts";

const KNOWN: readonly DimensionName[] = ["prompt_following", "consistency", "visual_quality", "overall"];

/** The dimension of a name, so that its messages can be looked up; null for unknown ones. */
export function knownDimension(dimension: string): DimensionName | null {
  return KNOWN.find((name) => name === dimension) ?? null;
}

export function nameDimension(t: Translate<"dimensions">, dimension: string): string {
  const known = knownDimension(dimension);
  return known ? t(`${known}.name`) : dimension;
}

/** What a dimension asks, in a sentence; undefined for unknown ones. */
export function useDimensionHint(): (dimension: string) => string | undefined {
  const t = useTranslations("dimensions");
  return (dimension) => {
    const known = knownDimension(dimension);
    return known ? t(`${known}.hint`) : undefined;
  };
}

/** Names dimensions as people read them. */
export function useDimensionName(): (dimension: string) => string {
  const t = useTranslations("dimensions");
  return (dimension) => nameDimension(t, dimension);
}
