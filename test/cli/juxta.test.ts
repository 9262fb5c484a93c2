import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProgram } from "../../bin/program.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { runJson, runJuxta } from "./run-juxta.ts";

const FORMATS = path.resolve(import.meta.dirname, "../../docs/formats.md");
type Imported = { newItemCount: number; unchangedItemCount: number; newCandidateCount: number; refusedLineCount: number; work: { scoredCount: number; comparisonCount: number; isIdle: boolean }; problems: { line: number; field: string; code: string }[] };
type Refusal = { error: { code: string; message: string } };

let database: TestDatabase;
let folder: string;
let example: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(tmpdir(), "juxta-cli-"));
  const block = /```jsonl\n([\s\S]+?)```/.exec(readFileSync(FORMATS, "utf8"));
  example = block?.[1] ?? "";
  writeFileSync(path.join(folder, "items.jsonl"), example);
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("the documented import goes in and is scored; again it adds nothing; broken lines are named while the rest goes in", async () => {
  const args = ["import", "items.jsonl", "--project", "trial"];
  const first = await runJson<Imported>(args, { cwd: folder });
  expect(first.code).toBe(0);
  expect(first.json).toMatchObject({ newItemCount: 2, newCandidateCount: 4, refusedLineCount: 0, problems: [], work: { scoredCount: 4, comparisonCount: 2, isIdle: true } });
  const again = await runJson<Imported>(args, { cwd: folder });
  expect(again.json).toMatchObject({ newItemCount: 0, unchangedItemCount: 2, newCandidateCount: 0, work: { scoredCount: 4, comparisonCount: 2 } });

  const [line = ""] = example.split("\n");
  const broken = [line.slice(0, -9), line.replace("square-1", "square-3"), line.replace("square-1", "square-4").replace("Make the square red.", "")];
  writeFileSync(path.join(folder, "broken.jsonl"), broken.join("\n"));
  const partly = await runJson<Imported>(["import", "broken.jsonl", "--project", "trial"], { cwd: folder });
  expect(partly.code).toBe(0);
  expect(partly.json).toMatchObject({ newItemCount: 1, refusedLineCount: 2 });
  expect(partly.json.problems.map((problem) => [problem.line, problem.field, problem.code])).toEqual([
    [1, "", "json_invalid"],
    [3, "instruction", "field_invalid"],
  ]);
});

test("projects are created, listed, shown, reported and exported", async () => {
  const made = await runJson<{ slug: string; dimensions: string[] }>(["project", "create", "second", "--name", "Second", "--dimensions", "overall", "--overlap", "3"]);
  expect(made).toMatchObject({ code: 0, json: { slug: "second", dimensions: ["overall"], overlap: 3 } });
  const listed = await runJson<{ slug: string }[]>(["project", "list"]);
  expect(listed.json.map((project) => project.slug)).toContain("second");
  expect((await runJson(["project", "show", "second"])).json).toMatchObject({ slug: "second", work: { itemCount: 0, isIdle: true }, scorers: [] });
  expect((await runJson(["report", "second"])).json).toMatchObject({ project: { slug: "second" }, progress: { comparisonCount: 0 }, disagreements: { rows: [] } });
  const file = path.join(folder, "second.jsonl");
  expect((await runJson(["export", "second", "--out", file])).json).toMatchObject({ slug: "second", file });
  const text = await runJuxta(["export", "second", "--out", "-"]);
  expect(text.stdout).toBe(readFileSync(file, "utf8"));
});

test("settings and questions are set from the command line, and the form that is shown can be set again", async () => {
  await runJson(["project", "create", "asked"]);
  writeFileSync(path.join(folder, "guide.md"), "# Overall");
  const set = await runJson<object>(["project", "set", "asked", "--gold-share", "0.1", "--repeat-after", "30", "--judgments-per-person", "50", "--overlap-max", "9", "--order", "information", "--exploration-share", "0.2", "--judgments-per-item", "40", "--guideline", "guide.md"], { cwd: folder });
  expect(set).toMatchObject({ code: 0, json: { goldShare: 0.1, repeatAfter: 30, judgmentsPerPerson: 50, guideline: "# Overall", guidelineVersion: 2, overlap: 2, overlapMax: 9, handOutOrder: "INFORMATION", explorationShare: 0.2, judgmentsPerItem: 40 } });
  expect((await runJson(["project", "set", "asked", "--judgments-per-person", "none", "--overlap-max", "none", "--order", "fill-up"])).json).toMatchObject({ judgmentsPerPerson: null, overlapMax: null, handOutOrder: "FILL_UP", judgmentsPerItem: 40, goldShare: 0.1 });
  expect((await runJson(["project", "form", "set", "asked", "--template", "ratings"])).json).toMatchObject({ slug: "asked", version: 2, changes: [{ what: "removed", block: "pair" }, { what: "added", block: "rate" }] });
  const shown = await runJson<{ definition: object }>(["project", "form", "show", "asked"]);
  expect(shown.json).toMatchObject({ version: 2, versions: [{ version: 2, asks: ["rate"], answerCount: 0 }, { version: 1, asks: ["pair"] }] });
  writeFileSync(path.join(folder, "form.json"), JSON.stringify(shown.json.definition));
  expect((await runJson(["project", "form", "set", "asked", "--file", "form.json"], { cwd: folder })).json).toMatchObject({ version: 2, changes: [] });
});

test("accounts are made once, and a password may come from standard input", async () => {
  const made = await runJson<{ email: string; password: string }>(["user", "create", "--email", "ann@example.org"]);
  expect(made.json.email).toBe("ann@example.org");
  expect(made.json.password.length).toBeGreaterThanOrEqual(10);
  expect((await runJson<Refusal>(["user", "create", "--email", "ann@example.org"])).json.error.code).toBe("email_taken");
  const set = await runJson<object>(["user", "set-password", "--email", "ann@example.org", "--password-stdin"], { input: "a long enough one\n" });
  expect(set.code).toBe(0);
  expect(set.json).not.toHaveProperty("password");
});

test.each([
  [["project", "show", "nowhere"], "not_found"],
  [["project", "create", "Bad Slug"], "invalid_input"],
  [["project", "create", "third", "--overlap", "0"], "invalid_input"],
  [["project", "set", "trial", "--gold-share", "0.9"], "invalid_input"],
  [["project", "set", "trial"], "invalid_input"],
  [["project", "set", "trial", "--overlap", "3", "--overlap-max", "3"], "invalid_input"],
  [["project", "form", "set", "trial", "--template", "nothing"], "invalid_input"],
  [["project", "form", "show", "nowhere"], "not_found"],
  [["import", "nothing-here.jsonl", "--project", "trial"], "invalid_input"],
  [["import", "items.jsonl", "--project", "trial", "--owner", "nobody@example.org"], "not_found"],
  [["user", "set-password", "--email", "nobody@example.org"], "not_found"],
  [["backup", "one.tar", "--keep", "3"], "invalid_input"],
  [["backup", "verify", "items.jsonl"], "backup_damaged"],
  [["restore", "nothing-here.tar"], "restore_target_not_empty"],
])("%j is refused as %s, with exit code 1", async (args, code) => {
  const ended = await runJson<Refusal>(args, { cwd: folder });
  expect(ended.code).toBe(1);
  expect(ended.json.error.code).toBe(code);
  expect(ended.stderr).toContain(code);
});

/** Every command that does something, by the words that call it. */
function listCommands(command: Command, words: string[] = []): { name: string; command: Command }[] {
  if (command.commands.length === 0) return [{ name: words.join(" "), command }];
  return command.commands.flatMap((child) => listCommands(child, [...words, child.name()]));
}

test("every command has help and is documented, and a wrong option ends with code 1", async () => {
  const commands = listCommands(createProgram(new AbortController().signal));
  expect(commands.length).toBeGreaterThan(40);
  const documented = readFileSync("docs/cli.md", "utf8");
  expect(commands.filter(({ name }) => !documented.includes(name)).map(({ name }) => name)).toEqual([]);
  expect(commands.filter(({ command }) => command.description() === "" || !command.helpInformation().startsWith("Usage: juxta")).map(({ name }) => name)).toEqual([]);
  const { code, stdout } = await runJuxta(["project", "form", "set", "--help"]);
  expect([code, stdout.startsWith("Usage: juxta project form set")]).toEqual([0, true]);
  const wrong = await runJuxta(["rebuild"]);
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain("--help");
});

test("studies are made, listed, shown and written as CSV", async () => {
  const codes = ["--code", "C1", "--screen-out", "S1", "--decline-code", "N1"];
  const made = await runJson<{ id: string; address: string }>(["study", "create", "trial", "--name", "Pilot", "--places", "5", "--judgments", "2", ...codes]);
  expect(made).toMatchObject({ code: 0, json: { name: "Pilot", provider: "PROLIFIC", participantLimit: 5, judgmentsPerParticipant: 2, noConsentCode: "N1", address: expect.stringContaining("PROLIFIC_PID={{%PROLIFIC_PID%}}") } });
  const generic = await runJson<Refusal>(["study", "create", "trial", "--name", "Other", "--provider", "generic", "--places", "0", "--judgments", "2", ...codes]);
  expect(generic).toMatchObject({ code: 1, json: { error: { code: "invalid_input" } } });
  expect((await runJson(["study", "list", "trial"])).json).toMatchObject([{ name: "Pilot", phase: "open", counts: { STARTED: 0 } }]);
  expect((await runJson(["study", "show", "trial", made.json.id])).json).toMatchObject({ name: "Pilot" });
  expect((await runJuxta(["study", "csv", "trial", "Pilot"])).stdout).toMatch(/^participant_id,session_id,pseudonym,state,/);
  expect(await runJson<Refusal>(["study", "show", "trial", "nothing"])).toMatchObject({ code: 1, json: { error: { code: "not_found" } } });
});

test("a backup is written and verified", async () => {
  const options = { cwd: folder };
  const made = await runJson<{ file: string; rowCount: number; fileCount: number }>(["backup", "trial.tar"], options);
  expect(made).toMatchObject({ code: 0, json: { file: path.join(folder, "trial.tar"), hasSecret: false, removed: [] } });
  expect(made.stderr).toContain("The secret is not in it");
  const verified = await runJson<{ tables: { name: string; rowCount: number }[] }>(["backup", "verify", "trial.tar"], options);
  expect(verified).toMatchObject({ code: 0, json: { rowCount: made.json.rowCount, fileCount: made.json.fileCount } });
  expect(verified.json.tables).toContainEqual(expect.objectContaining({ name: "project" }));
  const said = await runJuxta(["backup", "verify", "trial.tar"], options);
  expect(said.stdout).toContain("is whole");
});
