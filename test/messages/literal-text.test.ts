import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAst } from "rolldown/parseAst";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Attributes whose words people see or hear. */
const SPOKEN = new Set(["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder", "label", "hint", "any", "trail", "referenceName"]);

/** Names and signs that every language writes alike. */
const ALIKE = new Set(["Juxta", "A", "B", "A | B", "T", "F", "C", "V"]);
/** A path, a variable's name, a language tag: data in a text field. */
const DATA = /^\/[a-z/]+$/;

type Node = { type: string; start: number; [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === "object" && typeof (value as Node).type === "string";
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
}

const isWords = (text: unknown): text is string => typeof text === "string" && /\p{L}/u.test(text) && !ALIKE.has(text.trim()) && !DATA.test(text.trim());

/** Strings that an expression may come to: those of both branches, of templates, and after `??` and `||`. */
function* stringsOf(node: unknown): Generator<Node & { text: string }> {
  if (!isNode(node)) return;
  if (node.type === "Literal" && typeof node.value === "string") yield { ...node, text: node.value };
  if (node.type === "TemplateLiteral") for (const part of node.quasis as Node[]) yield { ...node, text: String((part.value as { cooked: string }).cooked) };
  if (node.type === "ConditionalExpression") yield* [...stringsOf(node.consequent), ...stringsOf(node.alternate)];
  if (node.type === "LogicalExpression" || node.type === "BinaryExpression") yield* [...stringsOf(node.left), ...stringsOf(node.right)];
}

/** Words in a file's JSX that do not come from the messages, as "line: words". */
function findLiterals(file: string, source: string): string[] {
  const lineOf = (node: Node) => source.slice(0, node.start).split("\n").length;
  const found: string[] = [];
  for (const node of walk(parseAst(source, { lang: "tsx" }) as unknown as Node)) {
    if (node.type === "JSXText" && isWords(node.value)) found.push(`${file}:${lineOf(node)}: ${String(node.value).trim()}`);
    if (node.type === "JSXElement" || node.type === "JSXFragment") {
      for (const child of node.children as Node[]) if (child.type === "JSXExpressionContainer") for (const text of stringsOf(child.expression)) if (isWords(text.text)) found.push(`${file}:${lineOf(text)}: ${text.text}`);
    }
    if (node.type !== "JSXAttribute" || !SPOKEN.has(String((node.name as { name: unknown }).name))) continue;
    const value = node.value as Node | null;
    for (const text of stringsOf(value?.type === "JSXExpressionContainer" ? value.expression : value)) if (isWords(text.text)) found.push(`${file}:${lineOf(text)}: ${String((node.name as { name: unknown }).name)}="${text.text}"`);
  }
  return found;
}

test("words in tags, in spoken attributes and in expressions are found", () => {
  const source = '<p title="One" lang="en">\n  Two {isThree ? "Three" : `Four ${five}`} <b aria-label={six || "Six"}>A</b> {t("seven")}\n</p>;';
  expect(findLiterals("x.tsx", source).map((line) => line.split(": ")[1])).toEqual(expect.arrayContaining(['title="One"', "Two", "Three", "Four ", 'aria-label="Six"']));
  expect(findLiterals("x.tsx", source)).toHaveLength(5);
});

test("every text of the pages comes from the messages", () => {
  const files = globSync("app/**/*.tsx", { cwd: ROOT });
  expect(files.length).toBeGreaterThan(60);
  expect(files.flatMap((file) => findLiterals(file, readFileSync(path.join(ROOT, file), "utf8")))).toEqual([]);
});
