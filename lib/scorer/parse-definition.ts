import { isIP } from "node:net";
import path from "node:path";
import type { Caller } from "../auth/actor.ts";
import { getEnv } from "../env.ts";
import { invalidInput } from "../errors.ts";
import { parseScorerDefinition, type ScorerDefinition } from "../reward/scorer-definition.ts";

/** Keys that owners may name in a definition begin so: the operator chose them for that. */
export const OWNERS_KEY = /^JUXTA_JUDGE_KEY(_[A-Z0-9_]+)?$/;

/** Where owners' manifests and prompt files lie: below the home folder, put there by the operator. */
export function scorersFolder(): string {
  return path.join(getEnv().JUXTA_HOME, "scorers");
}

const PATHS = ["promptFile", "manifest", "folder"] as const;

/** Metadata services of clouds live at link-local addresses. */
function isLinkLocal(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return (isIP(bare) === 4 && bare.startsWith("169.254.")) || (isIP(bare) === 6 && /^(fe[89ab]|::ffff:(a9fe|169\.254))/.test(bare));
}

function whyNotAddress(baseUrl: string): string | null {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return "An http or https address.";
  if (url.username || url.password) return "An address without a name or password in it.";
  const allowed = (process.env.JUXTA_JUDGE_HOSTS ?? "").split(/[\s,]+/).filter(Boolean);
  if (allowed.length > 0 && !allowed.includes(url.host) && !allowed.includes(url.hostname)) return "The operator of this server does not allow this host (JUXTA_JUDGE_HOSTS).";
  return isLinkLocal(url.hostname) ? "Link-local addresses are not allowed." : null;
}

/** What an owner may not write into a definition, by field: the server would read files, or send keys, on their behalf. */
function refusalsOf(definition: Record<string, unknown>): Record<string, string[]> {
  const refusals: Record<string, string[]> = {};
  if (typeof definition.baseUrl === "string") {
    const why = whyNotAddress(definition.baseUrl);
    if (why) refusals.baseUrl = [why];
  }
  if (typeof definition.apiKeyEnv === "string" && !OWNERS_KEY.test(definition.apiKeyEnv)) refusals.apiKeyEnv = ["The name of a variable that begins with JUXTA_JUDGE_KEY."];
  // It would be another project's, for all that is known here; a run's own scorer is registered by the run.
  if (definition.run !== undefined) refusals.run = ["A folder, not a run."];
  for (const field of PATHS) {
    const value = definition[field];
    if (typeof value === "string" && (path.isAbsolute(value) || path.normalize(value).startsWith(".."))) refusals[field] = ["A path below the folder scorers of the home folder."];
  }
  return refusals;
}

/**
 * Reads a definition (scorer.json). From an owner it may name only keys that begin with JUXTA_JUDGE_KEY, files below the home
 * folder's `scorers`, and addresses that the operator allows. Throws `invalid_input` with the fields.
 */
export function parseDefinition(caller: Caller, input: unknown): ScorerDefinition {
  const definition = parseScorerDefinition(input);
  const refusals = caller === "operator" ? {} : refusalsOf(definition);
  if (Object.keys(refusals).length > 0) throw invalidInput("The scorer was not added: check the marked fields.", refusals);
  return definition;
}

/** A definition whose paths count from nowhere else: what is kept to open the scorer again. */
export function withWholePaths(definition: ScorerDefinition, baseFolder: string): ScorerDefinition {
  const whole = PATHS.flatMap((field): [string, string][] => {
    const value = (definition as Record<string, unknown>)[field];
    return typeof value === "string" ? [[field, path.resolve(baseFolder, value)]] : [];
  });
  return { ...definition, ...Object.fromEntries(whole) } as ScorerDefinition;
}
