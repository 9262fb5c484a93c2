import type { Locale } from "#lib/auth/locale.ts";
import english from "./en/errors.json";
import type { Translate } from "./translate.ts";

/** An error of lib: a stable code and an English sentence. Codes may be unknown here. */
export type KnownError = { code?: string | null; message: string };

type Sentence = keyof typeof english.sentences;
type Code = keyof typeof english.codes;

const SENTENCE_KEYS = new Map(Object.entries(english.sentences).map(([key, sentence]) => [sentence, key as Sentence]));

function isKnownCode(code: string): code is Code {
  return Object.hasOwn(english.codes, code);
}

/**
 * An error in the reader's language. English is what lib says. Otherwise the very sentence is translated where it is known,
 * else what its code means, else lib's sentence stays.
 */
export function explainError(t: Translate<"errors">, locale: Locale, { code, message }: KnownError): string {
  if (locale === "en") return message;
  const key = SENTENCE_KEYS.get(message);
  if (key) return t(`sentences.${key}`);
  return code && isKnownCode(code) ? t(`codes.${code}`) : message;
}
