import { useLocale, useTranslations } from "next-intl";
import { explainError, type KnownError } from "../_messages/explain-error.ts";

/** Says errors in the reader's language; see `explainError`. The page must send the area `errors`. */
export function useExplain(): (error: KnownError) => string {
  const t = useTranslations("errors");
  const locale = useLocale();
  return (error) => explainError(t, locale, error);
}
