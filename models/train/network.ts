import type { RandomGenerator } from "pure-rand/types/RandomGenerator";

/** One hidden layer of rectified units beside a straight linear path; hidden 0 is a linear model. Rows are outputs. */
export type Network = { hidden: Float64Array[]; hiddenBias: Float64Array; output: Float64Array[]; linear: Float64Array[]; outputBias: Float64Array };

export function nextShare(random: RandomGenerator): number {
  return (random.next() >>> 0) / 2 ** 32;
}

/** Small random weights: uniform, deviation √(2 / inputs) for the hidden units, less for the output. */
export function createNetwork(inputCount: number, hiddenCount: number, outputCount: number, random: RandomGenerator): Network {
  const row = (length: number, spread: number) => Float64Array.from({ length }, () => (2 * nextShare(random) - 1) * spread);
  return {
    hidden: Array.from({ length: hiddenCount }, () => row(inputCount, Math.sqrt(6 / inputCount))),
    hiddenBias: new Float64Array(hiddenCount),
    output: Array.from({ length: outputCount }, () => row(hiddenCount, 0.5 / Math.sqrt(Math.max(1, hiddenCount)))),
    linear: Array.from({ length: outputCount }, () => new Float64Array(inputCount)),
    outputBias: new Float64Array(outputCount),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}

/** Values of the hidden units and of the outputs, before the sigmoid. */
export function runNetwork(network: Network, inputs: Float64Array): { units: Float64Array; logits: Float64Array } {
  const units = Float64Array.from(network.hidden, (row, unit) => Math.max(0, dot(row, inputs) + network.hiddenBias[unit]!));
  const logits = Float64Array.from(network.output, (row, index) => dot(row, units) + dot(network.linear[index]!, inputs) + network.outputBias[index]!);
  return { units, logits };
}

/** Adds to `gradient` what one example contributes, given the slope of the loss at its logits. */
export function addGradient(network: Network, gradient: Network, inputs: Float64Array, units: Float64Array, slopes: Float64Array): void {
  const unitSlopes = new Float64Array(units.length);
  for (const [index, slope] of slopes.entries()) {
    const [output, linear, weights] = [gradient.output[index]!, gradient.linear[index]!, network.output[index]!];
    for (let unit = 0; unit < units.length; unit += 1) {
      output[unit]! += slope * units[unit]!;
      unitSlopes[unit]! += slope * weights[unit]!;
    }
    for (let at = 0; at < inputs.length; at += 1) linear[at]! += slope * inputs[at]!;
    gradient.outputBias[index]! += slope;
  }
  for (const [unit, slope] of unitSlopes.entries()) {
    if (units[unit] === 0 || slope === 0) continue;
    const row = gradient.hidden[unit]!;
    for (let at = 0; at < inputs.length; at += 1) row[at]! += slope * inputs[at]!;
    gradient.hiddenBias[unit]! += slope;
  }
}

/** Every array of a network, with whether it is a bias (which no decay touches). */
export function parametersOf({ hidden, hiddenBias, output, linear, outputBias }: Network): { values: Float64Array; isBias: boolean }[] {
  const weights = [...hidden, ...output, ...linear].map((values) => ({ values, isBias: false }));
  return [...weights, { values: hiddenBias, isBias: true }, { values: outputBias, isBias: true }];
}

/** One network that gives the mean of the members' logits. */
export function mergeNetworks(members: readonly Network[]): Network {
  const share = 1 / members.length;
  const outputCount = members[0]?.output.length ?? 0;
  const outputs = Array.from({ length: outputCount }, (_, index) => index);
  const sumRows = (rows: Float64Array[]) => rows.reduce((sum, row) => sum.map((value, at) => value + row[at]! * share), new Float64Array(rows[0]!.length));
  return {
    hidden: members.flatMap((member) => member.hidden),
    hiddenBias: Float64Array.from(members.flatMap((member) => [...member.hiddenBias])),
    output: outputs.map((index) => Float64Array.from(members.flatMap((member) => [...member.output[index]!].map((value) => value * share)))),
    linear: outputs.map((index) => sumRows(members.map((member) => member.linear[index]!))),
    outputBias: sumRows(members.map((member) => member.outputBias)),
  };
}
