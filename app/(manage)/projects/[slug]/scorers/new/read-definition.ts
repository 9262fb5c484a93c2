import { invalidInput } from "#lib/errors.ts";

const NUMBERS = ["scoreRange", "passes", "temperature", "seed", "concurrency"];
const TEXTS = ["protocol", "baseUrl", "model", "apiKeyEnv", "promptFile", "reduction", "passesBy", "pictures", "formula"];
/** Protocols that ask about each dimension by itself. */
const BY_DIMENSION = ["digit_logprobs", "yes_no"];

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput("The scorer was not added: check the marked fields.", { json: ["This is not JSON."] });
  }
}

/** The definition that a form describes: what is empty is left out, so that defaults apply. */
export function readDefinition(form: FormData): unknown {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const kind = text("kind");
  if (kind === "json") return readJson(text("json"));
  if (kind === "onnx") return { kind, manifest: text("manifest") };
  if (kind === "starter") return { kind };
  const given = [...TEXTS.map((name) => [name, text(name)] as const), ...NUMBERS.map((name) => [name, text(name) === "" ? "" : Number(text(name))] as const)];
  const asked = BY_DIMENSION.includes(text("protocol")) ? { dimensions: form.getAll("dimensions").map(String) } : {};
  const reference = form.get("reference") === "on" ? { reference: true } : {};
  return { kind: "vlm", ...Object.fromEntries(given.filter(([, value]) => value !== "")), ...asked, ...reference };
}
