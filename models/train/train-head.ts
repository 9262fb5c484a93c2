import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { DIMENSIONS, type Example } from "./example.ts";
import { fitInputTransform, type InputTransform, transformInputs } from "./input-transform.ts";
import { addGradient, createNetwork, mergeNetworks, type Network, nextShare, parametersOf, runNetwork } from "./network.ts";

/** `decay` is decoupled (AdamW); `pairWeight` sets the pairwise loss against the squared error. */
export type HeadSettings = { components: number; hidden: number; decay: number; pairWeight: number; epochs: number; members: number };
export type Head = { transform: InputTransform; network: Network };

const LEARNING_RATE = 2e-3;
const BATCH_ITEMS = 8;
/** Labels (0..1) closer than this make no pair. */
export const PAIR_MARGIN = 0.05;
/** From this difference of labels on, a pair counts fully. */
const CLEAR_MARGIN = 0.2;
const SQUARED_WEIGHT = 8;
/** Share of inputs that are set to their mean in each step, against leaning on a single one. */
const DROPPED = 0.1;

type Row = { inputs: Float64Array; labels: number[] };

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/**
 * Slopes of the loss at the logits of one item's candidates: squared error of the sigmoid, plus for every pair the
 * Bradley-Terry loss −log σ(z_better − z_worse), weighted by how clear the pair is.
 */
function lossSlopes(rows: readonly Row[], logits: readonly Float64Array[], pairWeight: number): Float64Array[] {
  const slopes = rows.map((row, index) =>
    Float64Array.from(row.labels, (label, dimension) => {
      const share = sigmoid(logits[index]![dimension]!);
      return (SQUARED_WEIGHT * 2 * (share - label) * share * (1 - share)) / rows.length;
    }),
  );
  for (let dimension = 0; dimension < DIMENSIONS.length; dimension += 1) {
    for (let first = 0; first < rows.length; first += 1) {
      for (let second = first + 1; second < rows.length; second += 1) {
        const gap = rows[first]!.labels[dimension]! - rows[second]!.labels[dimension]!;
        if (Math.abs(gap) < PAIR_MARGIN) continue;
        const better = gap > 0 ? first : second;
        const worse = gap > 0 ? second : first;
        const doubt = sigmoid(logits[worse]![dimension]! - logits[better]![dimension]!);
        const slope = (pairWeight * Math.min(1, Math.abs(gap) / CLEAR_MARGIN) * doubt) / (rows.length * (rows.length - 1) * 0.5);
        slopes[better]![dimension]! -= slope;
        slopes[worse]![dimension]! += slope;
      }
    }
  }
  return slopes;
}

function zerosLike(network: Network): Network {
  const empty = (rows: Float64Array[]) => rows.map((row) => new Float64Array(row.length));
  return { hidden: empty(network.hidden), hiddenBias: new Float64Array(network.hiddenBias.length), output: empty(network.output), linear: empty(network.linear), outputBias: new Float64Array(network.outputBias.length) };
}

/** Adam with decoupled decay (Kingma and Ba 2015; Loshchilov and Hutter 2019). */
function createOptimiser(network: Network, decay: number): (gradient: Network, rate: number) => void {
  const [first, second] = [parametersOf(zerosLike(network)), parametersOf(zerosLike(network))];
  const parameters = parametersOf(network);
  let step = 0;
  return (gradient, rate) => {
    step += 1;
    const [corrected1, corrected2] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    for (const [index, { values: slopes }] of parametersOf(gradient).entries()) {
      const { values, isBias } = parameters[index]!;
      const [mean, square] = [first[index]!.values, second[index]!.values];
      for (let at = 0; at < values.length; at += 1) {
        mean[at] = 0.9 * mean[at]! + 0.1 * slopes[at]!;
        square[at] = 0.999 * square[at]! + 0.001 * slopes[at]! ** 2;
        const pull = isBias ? 0 : decay * values[at]!;
        values[at]! -= rate * (mean[at]! / corrected1 / (Math.sqrt(square[at]! / corrected2) + 1e-8) + pull);
      }
    }
  };
}

function shuffle<Value>(values: readonly Value[], next: () => number): Value[] {
  const shuffled = [...values];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
  }
  return shuffled;
}

function trainMember(items: Row[][], settings: HeadSettings, seed: number): Network {
  const random = xoroshiro128plus(seed);
  const next = () => nextShare(random);
  const inputCount = items[0]?.[0]?.inputs.length ?? 0;
  const network = createNetwork(inputCount, settings.hidden, DIMENSIONS.length, random);
  const optimise = createOptimiser(network, settings.decay);
  const stepCount = settings.epochs * Math.ceil(items.length / BATCH_ITEMS);
  let step = 0;
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    const order = shuffle(items, next);
    for (let from = 0; from < order.length; from += BATCH_ITEMS) {
      const gradient = zerosLike(network);
      const kept = Float64Array.from({ length: inputCount }, () => (next() < DROPPED ? 0 : 1));
      for (const rows of order.slice(from, from + BATCH_ITEMS)) {
        const inputs = rows.map((row) => row.inputs.map((value, at) => value * kept[at]!));
        const passes = inputs.map((values) => runNetwork(network, values));
        const slopes = lossSlopes(rows, passes.map(({ logits }) => logits), settings.pairWeight);
        for (const [index, values] of inputs.entries()) addGradient(network, gradient, values, passes[index]!.units, slopes[index]!);
      }
      // Cosine schedule down to zero.
      optimise(gradient, LEARNING_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / stepCount)));
      step += 1;
    }
  }
  return network;
}

/** Trains a head on examples, items being what is compared within. Deterministic in `seed`. */
export function trainHead(examples: readonly Example[], settings: HeadSettings, seed: number): Head {
  const transform = fitInputTransform(examples, settings.components, seed);
  const items = [...Map.groupBy(examples, ({ item }) => item).values()].map((group) => group.map((example) => ({ inputs: transformInputs(transform, example), labels: example.labels })));
  const members = Array.from({ length: settings.members }, (_, member) => trainMember(items, settings, seed + 1 + member));
  return { transform, network: mergeNetworks(members) };
}

/** The head's four scores of an example, 0..10. */
export function applyHead({ transform, network }: Head, example: Pick<Example, "plain" | "pooled">): number[] {
  return Array.from(runNetwork(network, transformInputs(transform, example)).logits, (logit) => 10 * sigmoid(logit));
}
