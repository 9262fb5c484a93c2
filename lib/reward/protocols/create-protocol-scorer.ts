import { invalidInput } from "../../errors.ts";
import type { ChatClient } from "../judge/chat-client.ts";
import type { EditToScore, Scorer } from "../scorer.ts";
import type { VlmDefinition } from "../scorer-definition.ts";
import { describeJudging, hashJudging } from "./describe-judging.ts";
import { makeFourScoresProtocol } from "./four-scores-protocol.ts";
import { ALL_DIMENSIONS, makeDigitProtocol, makeYesNoProtocol } from "./logprob-protocols.ts";
import type { Protocol } from "./protocol.ts";
import { runLimited } from "./run-limited.ts";
import { scoreEdit } from "./score-edit.ts";
import { showEdit, type ShownPictures } from "./show-pictures.ts";
import { VIESCORE_PROTOCOL } from "./viescore-protocol.ts";

function chooseProtocol(definition: VlmDefinition): Protocol {
  const dimensions = ALL_DIMENSIONS.filter((dimension) => (definition.dimensions ?? ALL_DIMENSIONS).includes(dimension));
  const options = { dimensions, topLogprobs: definition.topLogprobs, sendsTemperature: definition.temperature !== null };
  switch (definition.protocol) {
    case "digit_logprobs":
      return makeDigitProtocol(options);
    case "yes_no":
      return makeYesNoProtocol(options);
    case "viescore":
      return VIESCORE_PROTOCOL;
    case "four_scores":
      return makeFourScoresProtocol({ formula: definition.formula ?? "earl", usesReference: definition.reference ?? false });
    default:
      throw invalidInput(`The protocol ${definition.protocol} gives no scores of this kind.`, { protocol: "must be digit_logprobs, yes_no, viescore or four_scores" });
  }
}

/**
 * A scorer by one of the protocols `digit_logprobs`, `yes_no`, `viescore` and `four_scores`, all on 0..10. Throws
 * `invalid_input` for any other protocol and for a prompt file: these protocols have words of their own.
 */
export function createProtocolScorer(definition: VlmDefinition, client: ChatClient): Scorer {
  const protocol = chooseProtocol(definition);
  if (definition.promptFile !== undefined) throw invalidInput("Only the protocols editscore and editscore_batch read a prompt file.", { promptFile: "must be left out" });
  const config = describeJudging(definition, protocol.rubric, { dimensions: protocol.dimensions, sampling: protocol.sampling });
  // The same edit may be scored a pass at a time: its pictures are encoded once.
  const encoded = new WeakMap<EditToScore, Promise<ShownPictures>>();
  const show = (edit: EditToScore) => {
    const shown = encoded.get(edit) ?? showEdit(edit, definition.pictures);
    encoded.set(edit, shown);
    return shown;
  };
  const judging = { client, protocol, sampling: definition, show };
  const everyPass = Array.from({ length: definition.passes }, (_, pass) => pass);
  return {
    name: definition.name ?? `${definition.model} ${definition.protocol}`,
    kind: "vlm",
    version: hashJudging(config),
    dimensions: protocol.dimensions,
    scale: { min: 0, max: 10 },
    passes: definition.passes,
    describe: () => config,
    score: (edits, { passes = everyPass, signal } = {}) => runLimited(edits, definition.concurrency, (edit) => scoreEdit(judging, edit, passes, signal)),
    dispose: async () => {},
  };
}
