import { useLocale } from "next-intl";
import { type Figures, makeFigures } from "./figure.ts";

/** Numbers, shares, times and sizes in the words of the reader's language. */
export function useFigures(): Figures {
  return makeFigures(useLocale());
}
