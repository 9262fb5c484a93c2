import { isArgumentElement, isDateElement, isNumberElement, isPluralElement, isSelectElement, isTagElement, isTimeElement, type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, test } from "vitest";
import { LOCALES } from "#lib/auth/index.ts";
import { explainError } from "../../app/_messages/explain-error.ts";
import { loadMessages } from "../../app/_messages/load-messages.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Every message by its whole key. */
function flatten(tree: object, prefix = ""): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[prefix + name, value]] : [...flatten(value as object, `${prefix}${name}.`)]));
  return new Map(entries);
}

/** Names of the arguments and tags of a message, those inside of plurals included. */
function argumentsOf(elements: MessageFormatElement[], found = new Set<string>()): Set<string> {
  for (const element of elements) {
    if (isArgumentElement(element) || isNumberElement(element) || isDateElement(element) || isTimeElement(element)) found.add(element.value);
    if (isPluralElement(element) || isSelectElement(element)) {
      found.add(element.value);
      for (const option of Object.values(element.options)) argumentsOf(option.value, found);
    }
    if (isTagElement(element)) {
      found.add(`<${element.value}>`);
      argumentsOf(element.children, found);
    }
  }
  return found;
}

/** What a message may be given; "count" may be left out where a language has no plural. */
function signatureOf(message: string): string[] {
  return [...argumentsOf(parse(message))].sort();
}

const english = flatten(loadMessages("en"));

describe.each(LOCALES.filter((locale) => locale !== "en"))("the messages in %s", (locale) => {
  const translated = flatten(loadMessages(locale));

  test("are exactly the English ones", () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("take the same arguments and tags; numbers that only choose a plural may be left out", () => {
    const differing = [...english].flatMap(([key, message]) => {
      const wanted = signatureOf(message);
      const given = signatureOf(translated.get(key) ?? "");
      const unknown = given.filter((name) => !wanted.includes(name));
      const missing = wanted.filter((name) => !given.includes(name) && !isPluralOnly(parse(message), name));
      return unknown.length + missing.length > 0 ? [{ key, unknown, missing }] : [];
    });
    expect(differing).toEqual([]);
  });

  test("hold no English where English was meant to be translated", () => {
    const untouched = [...english].filter(([key, message]) => /[A-Za-z]{4,}/.test(message.replaceAll(/[{<][^}>]*[}>]/g, "")) && translated.get(key) === message).map(([key]) => key);
    expect(untouched.filter((key) => !ALIKE.has(key))).toEqual([]);
  });
});

/** Words that both languages write alike. */
const ALIKE = new Set(["judge.keyNames.Enter", "report.agreement.alpha"]);

function isPluralOnly(elements: MessageFormatElement[], name: string): boolean {
  return elements.every((element) => {
    if (isArgumentElement(element) || isNumberElement(element)) return element.value !== name;
    if (isPluralElement(element) || isSelectElement(element)) return Object.values(element.options).every((option) => isPluralOnly(option.value, name));
    return isTagElement(element) ? isPluralOnly(element.children, name) : true;
  });
}

test("no message is empty", () => {
  for (const locale of LOCALES) expect([...flatten(loadMessages(locale))].filter(([, message]) => message.trim() === "")).toEqual([]);
});

test("every error code of lib has words", () => {
  const sources = globSync(["lib/**/*.ts", "workers/**/*.ts"], { cwd: ROOT, exclude: (name) => name === "generated" });
  const codes = new Set(sources.flatMap((file) => [...readFileSync(path.join(ROOT, file), "utf8").matchAll(/(?:new JuxtaError|conflict|modelError)\(\s*"([a-z_]+)"|\bcode: "((?!custom")[a-z_]+)"/g)].map(([, thrown, named]) => thrown ?? named ?? "")));
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !(code in loadMessages("en").errors.codes))).toEqual([]);
});

test("every fixed sentence of a refusal of lib is translated by its own words", () => {
  const sources = globSync(["lib/**/*.ts", "app/_server/*.ts", "app/api/**/*.ts"], { cwd: ROOT, exclude: (name) => name === "generated" });
  const sentences = new Set(sources.flatMap((file) => [...readFileSync(path.join(ROOT, file), "utf8").matchAll(/(?:forbidden|notFound|invalidInput)\((?:message = )?"([^"]+)"/g)].map(([, sentence = ""]) => sentence)));
  expect(sentences.size).toBeGreaterThan(20);
  const known = new Set(Object.values(loadMessages("en").errors.sentences));
  expect([...sentences].filter((sentence) => !known.has(sentence))).toEqual([]);
});

test("errors are said in the reader's language, and stay as they are where they are not known", () => {
  const t = createTranslator({ locale: "zh", messages: loadMessages("zh"), namespace: "errors" });
  expect(explainError(t, "zh", { code: "not_found", message: "There is no such project." })).toBe("没有这个项目。");
  expect(explainError(t, "zh", { code: "picture_missing", message: "There is no file mug.png." })).toBe("缺少图片文件。");
  expect(explainError(t, "zh", { code: "never_heard", message: "Something new." })).toBe("Something new.");
  expect(explainError(t, "en", { code: "picture_missing", message: "There is no file mug.png." })).toBe("There is no file mug.png.");
});
