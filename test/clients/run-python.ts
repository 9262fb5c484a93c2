import { spawn, spawnSync } from "node:child_process";
import path from "node:path";

const CLIENT = path.resolve(import.meta.dirname, "../../clients/python");
const OLDEST = [3, 9] as const;

/** Why the client cannot run here; null when it can. */
export function findPythonProblem(): string | null {
  const { status, stdout } = spawnSync("python3", ["-c", "import sys; print(sys.version_info[0], sys.version_info[1])"], { encoding: "utf8" });
  if (status !== 0) return "there is no python3 on this machine";
  const [major = 0, minor = 0] = stdout.trim().split(" ").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) ? null : `python3 is ${major}.${minor}, older than 3.9`;
}

export type PythonEnd = { code: number | null; stdout: string; stderr: string };

/** Runs a program that can import the client, with `input` as JSON on standard input. Nothing is written beside the client. */
export function runPython(program: string, input: unknown, env: Record<string, string> = {}): Promise<PythonEnd> {
  const child = spawn("python3", ["-B", "-W", "error", "-c", program], { env: { ...process.env, PYTHONPATH: CLIENT, NO_PROXY: "127.0.0.1", ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(JSON.stringify(input));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Calls `client.score` or the Flow-GRPO function and prints what came, a raised error included. Numbers that are not finite are
 * printed as their names, so that a test tells NaN from null.
 */
export const CALL_CLIENT = `
import base64, json, math, sys
from juxta_reward import JuxtaError, RewardClient, RewardsFailed, flow_grpo_reward

def plain(value):
    if isinstance(value, float) and not math.isfinite(value): return str(value)
    if isinstance(value, dict): return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)): return [plain(inner) for inner in value]
    return value

class Saved:
    def __init__(self, data): self.data = data
    def save(self, file, format): file.write(self.data)

def picture(given):
    if isinstance(given, str): return given
    data = base64.b64decode(given["base64"])
    return Saved(data) if given.get("saves") else data

asked = json.load(sys.stdin)
client = RewardClient(asked["url"], **asked.get("client", {}))
try:
    if "images" in asked:
        call = flow_grpo_reward(client, on_error=asked.get("on_error", "raise"))
        metadata = [dict(entry, **({"source": picture(entry["source"])} if "source" in entry else {})) for entry in asked["metadata"]]
        scores, details = call([picture(image) for image in asked["images"]], asked["prompts"], metadata)
        said = {"scores": scores, "details": details}
    else:
        items = [dict(item, source=picture(item["source"]), edit=picture(item["edit"])) for item in asked["items"]]
        said = {"results": client.score(items, on_error=asked.get("on_error", "raise"))}
except RewardsFailed as error:
    said = {"raised": "RewardsFailed", "code": error.code, "failures": error.failures, "results": error.results}
except JuxtaError as error:
    said = {"raised": "JuxtaError", "code": error.code, "status": error.status, "message": error.message}
print(json.dumps(plain(said)))
`;
