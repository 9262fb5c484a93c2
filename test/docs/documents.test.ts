import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const DOCUMENTS = ["README.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: ROOT })];

/** Names of headings as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = ""]) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(" ", "-"));
}

test.each(DOCUMENTS)("every link in %s leads somewhere", (document) => {
  const targets = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target).filter((target) => !/^https?:/.test(target));
  const broken = targets.filter((target) => {
    const [file, anchor] = target.split("#");
    const full = file ? path.resolve(ROOT, path.dirname(document), file) : path.join(ROOT, document);
    return !existsSync(full) || (anchor !== undefined && !anchorsOf(full).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test("every error code of the domain is documented", () => {
  const sources = globSync("lib/**/*.ts", { cwd: ROOT, exclude: (name) => name === "generated" });
  const codes = new Set(sources.flatMap((file) => [...read(file).matchAll(/(?:new JuxtaError|conflict)\(\s*"([a-z_]+)"/g)].map(([, code = ""]) => code)));
  expect(codes.size).toBeGreaterThan(15);
  const documented = DOCUMENTS.map(read).join("\n");
  expect([...codes].filter((code) => !documented.includes(`\`${code}\``))).toEqual([]);
});

test("every variable of .env.example is documented, and the other way round", () => {
  const inExample = [...read(".env.example").matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name).sort();
  const inGuide = [...read("docs/operating.md").matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name).sort();
  expect(inGuide).toEqual(inExample);
});

test("every npm script that the documents name exists", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = new Set(DOCUMENTS.flatMap((file) => [...read(file).matchAll(/npm run (?:-s )?([a-z-]+)/g)].map(([, name = ""]) => name)));
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
});
