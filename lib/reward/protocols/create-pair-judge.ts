import { invalidInput } from "../../errors.ts";
import type { ChatClient } from "../judge/chat-client.ts";
import type { VlmDefinition } from "../scorer-definition.ts";
import { describeJudging, hashJudging } from "./describe-judging.ts";
import { judgePair } from "./judge-pair.ts";
import { ALL_DIMENSIONS } from "./logprob-protocols.ts";
import type { PairJudge, PairToJudge } from "./pair-judge.ts";
import { PAIRWISE_RUBRIC } from "./rubrics/index.ts";
import { runLimited } from "./run-limited.ts";
import { showPair } from "./show-pictures.ts";

/**
 * A judge of pairs by the protocol `pairwise`: every pair in both orders, disagreement is a tie. Throws `invalid_input` for
 * another protocol, a prompt file, or more than one pass.
 */
export function createPairJudge(definition: VlmDefinition, client: ChatClient): PairJudge {
  if (definition.protocol !== "pairwise") throw invalidInput(`The protocol ${definition.protocol} does not compare pairs.`, { protocol: "must be pairwise" });
  if (definition.promptFile !== undefined) throw invalidInput("Only the protocols editscore and editscore_batch read a prompt file.", { promptFile: "must be left out" });
  if (definition.passes !== 1) throw invalidInput("A pair is judged once in each order.", { passes: "must be 1" });
  const dimensions = ALL_DIMENSIONS.filter((dimension) => (definition.dimensions ?? ["overall"]).includes(dimension));
  const config = describeJudging(definition, PAIRWISE_RUBRIC, { dimensions });
  const judging = { client, sampling: definition, dimensions, show: (pair: PairToJudge) => showPair(pair, definition.pictures) };
  return {
    name: definition.name ?? `${definition.model} pairwise`,
    version: hashJudging(config),
    dimensions,
    describe: () => config,
    judge: (pairs, { signal } = {}) => runLimited(pairs, definition.concurrency, (pair) => judgePair(judging, pair, signal)),
    dispose: async () => {},
  };
}
