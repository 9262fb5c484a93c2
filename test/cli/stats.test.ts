import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareWithFixture, measureFixtures } from "../stats/measure-fixtures.ts";
import { runJuxta } from "./run-juxta.ts";

type Refusal = { error: { code: string; message: string; details?: Record<string, string> } };
const DOCUMENT = path.resolve(import.meta.dirname, "../../docs/statistics.md");
const NO_DATABASE = { DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nothing" };

let folder: string;
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), "juxta-stats-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compute = (method: string, input: unknown, ...more: string[]) => runJuxta(["stats", method, "--input", "-", ...more], { input: JSON.stringify(input), env: NO_DATABASE });

describe("juxta stats", () => {
  it("computes from a file or standard input, without a database", async () => {
    const fixture = measureFixtures.find(({ name }) => name === "f6-krippendorff-d1-wikipedia")!;
    writeFileSync(path.join(folder, "ratings.json"), JSON.stringify(fixture.input));
    const fromFile = await runJuxta(["stats", fixture.method, "--input", "ratings.json"], { cwd: folder, env: NO_DATABASE });
    expect(fromFile).toMatchObject({ code: 0, stderr: "" });
    expect(compareWithFixture(fixture, JSON.parse(fromFile.stdout))).toEqual([]);
    expect((await compute(fixture.method, fixture.input)).stdout).toBe(fromFile.stdout);
  });

  it("lists its methods, all of which are documented with an example that runs", async () => {
    const { stdout, code } = await runJuxta(["stats", "--json"], { env: NO_DATABASE });
    expect(code).toBe(0);
    const methods = (JSON.parse(stdout) as { method: string }[]).map(({ method }) => method);
    expect(methods.length).toBeGreaterThan(50);
    const text = readFileSync(DOCUMENT, "utf8");
    expect(methods.filter((method) => !text.includes(`\`${method}\``))).toEqual([]);
    const example = /```sh\n(echo .*)\n```\n\n```json\n([\s\S]+?)```/.exec(text)!;
    const [, input = "", method = ""] = /^echo '(.*)' \| .* stats (\S+) --input -$/.exec(example[1]!)!;
    const ended = await compute(method, JSON.parse(input));
    expect(JSON.parse(ended.stdout)).toEqual(JSON.parse(example[2]!));
  });

  it("names the fields of a document that it does not take", async () => {
    const refused = await compute("eval.kendall", { x: [1, "2", 3], y: [1, 2] }, "--json");
    expect(refused.code).toBe(1);
    expect((JSON.parse(refused.stdout) as Refusal).error).toMatchObject({ code: "invalid_input", message: "This is not what eval.kendall takes.", details: { "x[1]": expect.stringContaining("expected number") as string } });
    expect((await compute("eval.kendall", { x: [1, 2, 3], y: [1, 2] })).stderr).toContain("y: has 2 entries, but x has 3");
    expect((await compute("agreement.krippendorff", {})).stderr).toContain("give either ratings or counts");
    expect((await compute("strength.davidson", { wins: [[0, 1], [1, 0]], ties: [[0, 1], [2, 0]] })).stderr).toContain("ties: must be symmetric");
  });

  it("refuses unknown methods, missing files and what is not JSON", async () => {
    const unknown = await compute("strength.elo", {}, "--json");
    expect((JSON.parse(unknown.stdout) as Refusal).error.code).toBe("not_found");
    const gone = await runJuxta(["stats", "eval.kendall", "--input", path.join(folder, "gone.json")], { env: NO_DATABASE });
    expect(gone).toMatchObject({ code: 1, stdout: "" });
    expect(gone.stderr).toContain("There is no file");
    expect((await runJuxta(["stats", "eval.kendall", "--input", "-"], { input: "{x: 1}", env: NO_DATABASE })).stderr).toContain("(json_invalid)");
    expect((await runJuxta(["stats", "eval.kendall"], { env: NO_DATABASE })).stderr).toContain("--input FILE");
  });
});
