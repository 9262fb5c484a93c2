import { JuxtaError } from "../../errors.ts";
import type { ScoreDimension } from "../scorer.ts";
import { DIGITS, expectDigit } from "./expect-digit.ts";
import { type PartReading, type Protocol, requireReading } from "./protocol.ts";
import { type Choice, readOptionLogprobs } from "./read-option-logprobs.ts";
import type { Rubric } from "./rubric.ts";
import { DIGIT_RUBRIC, YES_NO_RUBRIC } from "./rubrics/index.ts";
import { computeYesProbability } from "./yes-probability.ts";

export const ALL_DIMENSIONS: ScoreDimension[] = ["prompt_following", "consistency", "visual_quality", "overall"];

/** Room for blanks or marks around the one token that counts. */
const ANSWER_TOKENS = 4;

export type LogprobOptions = { dimensions: ScoreDimension[]; topLogprobs: number; sendsTemperature: boolean };

function noNumber(): JuxtaError {
  return new JuxtaError("score_not_finite", "The judge's log-probabilities give no number.", { status: 502 });
}

function readDigit(choice: Choice): PartReading {
  const { logprobs, mass } = readOptionLogprobs(choice, DIGITS);
  const expected = expectDigit(logprobs);
  if (!expected) throw noNumber();
  return { numbers: { unit: expected.unit, entropy: expected.entropy, mass }, reasoning: null, repaired: false };
}

function readYesNo(choice: Choice): PartReading {
  const { logprobs, mass } = readOptionLogprobs(choice, ["yes", "no"]);
  const probability = computeYesProbability(logprobs[0] ?? Number.NaN, logprobs[1] ?? Number.NaN);
  if (probability === null) throw noNumber();
  return { numbers: { unit: probability, mass }, reasoning: null, repaired: false };
}

/** Every dimension's unit 0..1 as 0..10; entropy (nats) and mass (0..1) go into `extra` by dimension. */
function combine(dimensions: ScoreDimension[], readings: Map<string, PartReading>): ReturnType<Protocol["combine"]> {
  const values: Partial<Record<ScoreDimension, number>> = {};
  const extra: Record<string, number> = {};
  for (const dimension of dimensions) {
    const { unit = Number.NaN, ...others } = requireReading(readings, dimension).numbers;
    values[dimension] = unit * 10;
    for (const [name, value] of Object.entries(others)) extra[`${dimension}_${name}`] = value;
  }
  return { values, extra };
}

function makeProtocol(rubric: Rubric, read: Protocol["read"], options: LogprobOptions): Protocol {
  return {
    rubric,
    dimensions: options.dimensions,
    parts: options.dimensions.map((name) => ({ name, pictures: name === "visual_quality" ? "edit" : "both" })),
    // At 0 no server scales its log-probabilities by the temperature; they are those of the model.
    sampling: { temperature: options.sendsTemperature ? 0 : undefined, topP: undefined, maxTokens: ANSWER_TOKENS, topLogprobs: options.topLogprobs },
    asksAgain: false,
    read,
    combine: (readings) => combine(options.dimensions, readings),
  };
}

/** One question for each dimension, answered with a digit 0 to 5: the score is the expectation over the digits' probabilities. */
export function makeDigitProtocol(options: LogprobOptions): Protocol {
  return makeProtocol(DIGIT_RUBRIC, readDigit, options);
}

/** One question for each dimension, answered with Yes or No: the score is the probability of Yes. */
export function makeYesNoProtocol(options: LogprobOptions): Protocol {
  return makeProtocol(YES_NO_RUBRIC, readYesNo, options);
}
