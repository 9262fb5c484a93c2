import { getLocale, getTranslations } from "next-intl/server";
import { nameDimension } from "../_components/dimension-name.ts";
import { type Figures, makeFigures } from "../_components/figure.ts";

/** `useFigures` for pages that wait for data. */
export async function getFigures(): Promise<Figures> {
  return makeFigures(await getLocale());
}

/** `useDimensionName` for pages that wait for data. */
export async function getDimensionName(): Promise<(dimension: string) => string> {
  const t = await getTranslations("dimensions");
  return (dimension) => nameDimension(t, dimension);
}
