import { invalidInput, JuxtaError } from "../errors.ts";
import { type ChatClient, createChatClient, PASSING_FAILURES } from "./judge/chat-client.ts";
import { openEditScore } from "./judge/open-editscore.ts";
import { createPairJudge, createProtocolScorer, type PairJudge } from "./protocols/index.ts";
import type { Scorer } from "./scorer.ts";
import type { VlmDefinition } from "./scorer-definition.ts";

/** EditScore's own three attempts mend the rest, and must see each of them. */
const RETRIED_BELOW_ATTEMPTS = ["judge_rate_limited", "judge_unreachable"];

function readKey(apiKeyEnv: string | undefined): string | undefined {
  if (apiKeyEnv === undefined) return undefined;
  const key = process.env[apiKeyEnv];
  if (!key) throw new JuxtaError("judge_key_missing", `The environment has no ${apiKeyEnv}, which the scorer's definition names as its key.`);
  return key;
}

function connect(definition: VlmDefinition): ChatClient {
  const { baseUrl, model, timeoutMs, retries, concurrency, requestsPerMinute, protocol } = definition;
  const retryOn = protocol === "editscore" ? RETRIED_BELOW_ATTEMPTS : PASSING_FAILURES;
  return createChatClient({ baseUrl, model, apiKey: readKey(definition.apiKeyEnv), timeoutMs, retries, concurrency, requestsPerMinute: requestsPerMinute ?? undefined, retryOn });
}

/** A judge as a scorer. Throws `judge_key_missing`, and what is wrong with its prompts; nothing is asked yet. */
export async function openJudge(definition: VlmDefinition, { baseFolder }: { baseFolder: string }): Promise<Scorer> {
  const { protocol } = definition;
  if (protocol === "pairwise") throw invalidInput("The scorer's definition is not valid.", { protocol: "pairwise compares two edits and scores none: use juxta judge-pairs" });
  const client = connect(definition);
  if (protocol === "editscore" || protocol === "editscore_batch") return openEditScore({ ...definition, protocol }, client, baseFolder);
  return createProtocolScorer(definition, client);
}

/** A judge of pairs. Throws `judge_key_missing`, and `invalid_input` for a definition that does not compare; nothing is asked yet. */
export function openPairJudge(definition: VlmDefinition): PairJudge {
  return createPairJudge(definition, connect(definition));
}
