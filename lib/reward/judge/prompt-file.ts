import { JuxtaError } from "../../errors.ts";

const NAMES = {
  context: "_context_no_delimit_reasoning_first",
  twoImages: "_prompts_0shot_two_image_edit_rule",
  semantic: "_prompts_0shot_tie_rule_SC",
  perceptual: "_prompts_0shot_rule_PQ",
} as const;

/** The four texts of an EditScore prompt file, verbatim. */
export type PromptTexts = Record<keyof typeof NAMES, string>;

const WANTED = new Set<string>(Object.values(NAMES));
const COMMENT = /#[^\n]*/y;
const LONG_STRING = /([A-Za-z]{0,2})("""|''')([\s\S]*?)\2/y;
const SHORT_STRING = /[A-Za-z]{0,2}(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/y;
const ASSIGNMENT = /(?<=^|\n)([A-Za-z_]\w*)[ \t]*=[ \t]*/y;
const REST_OF_LINE = /[ \t]*(?:#[^\n]*)?(?=\n|$)/y;

function invalid(message: string): JuxtaError {
  return new JuxtaError("prompt_file_invalid", `The prompt file cannot be used: ${message}.`);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The one plain triple-quoted string at `at`; anything that Python would first have to work out is refused. */
function readString(source: string, at: number, name: string): { text: string; end: number } {
  const found = matchAt(LONG_STRING, source, at);
  if (!found) throw invalid(`${name} is not a triple-quoted string`);
  const [whole, prefix = "", , text = ""] = found;
  if (prefix !== "") throw invalid(`${name} is a string with the prefix ${prefix}`);
  if (text.includes("\\")) throw invalid(`${name} has a backslash`);
  const end = at + whole.length;
  if (!matchAt(REST_OF_LINE, source, end)) throw invalid(`${name} is more than one string`);
  return { text, end };
}

/**
 * Reads a copy of EditScore's Python prompt file as text; nothing in it is run. Needs all four names, each a plain
 * triple-quoted string at module level; the last one of a name counts. Throws `prompt_file_invalid`.
 */
export function parsePromptFile(contents: string): PromptTexts {
  const source = contents.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const found = new Map<string, string>();
  for (let at = 0; at < source.length; ) {
    const assignment = matchAt(ASSIGNMENT, source, at);
    const name = assignment?.[1] ?? "";
    if (assignment && WANTED.has(name)) {
      const { text, end } = readString(source, at + assignment[0].length, name);
      found.set(name, text);
      at = end;
      continue;
    }
    const skipped = assignment ?? matchAt(COMMENT, source, at) ?? matchAt(LONG_STRING, source, at) ?? matchAt(SHORT_STRING, source, at);
    at += skipped?.[0].length || 1;
  }
  const texts = Object.entries(NAMES).map(([part, name]) => {
    const text = found.get(name);
    if (text === undefined) throw invalid(`${name} is missing`);
    return [part, text];
  });
  return Object.fromEntries(texts) as PromptTexts;
}
