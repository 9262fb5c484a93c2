import { findLocale, type Locale } from "#lib/auth/index.ts";

/** The best known language of an Accept-Language header such as "de, zh-CN;q=0.8, en;q=0.5"; null when none is known. */
export function chooseFromHeader(header: string | null): Locale | null {
  const wanted = (header ?? "").split(",").map((part) => {
    const [tag, ...parameters] = part.split(";");
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { locale: findLocale(tag), quality: quality === undefined ? 1 : Number(quality) };
  });
  const known = wanted.filter(({ locale, quality }) => locale !== null && quality > 0);
  return known.sort((first, second) => second.quality - first.quality)[0]?.locale ?? null;
}
