import { getLocale, getTranslations } from "next-intl/server";
import { explainError, type KnownError } from "../_messages/explain-error.ts";

/** An error in the language of the request; see `explainError`. */
export async function explainHere(error: KnownError): Promise<string> {
  return explainError(await getTranslations("errors"), await getLocale(), error);
}
