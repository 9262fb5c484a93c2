/**
 * Photographs that only the test items are made of, scenes and cut-outs alike. Drawn once, before any training: of each
 * kind (standing animals, other subjects, scenes with ground, other scenes) the first by SHA-256 of the id. The flying
 * animals are too few to be divided and stay in training.
 */
const TEST_PHOTOGRAPHS = new Set(["penguin", "camels", "crab", "alpaca", "kingfisher", "eiffel-tower", "great-pyramid", "statue-of-liberty", "neuschwanstein", "great-wall"]);

export type PhotographSplit = { training: string[]; test: string[] };

/** Divides photographs into those for training and those held out for the test. */
export function splitPhotographs(photographs: readonly string[]): PhotographSplit {
  return { training: photographs.filter((id) => !TEST_PHOTOGRAPHS.has(id)), test: photographs.filter((id) => TEST_PHOTOGRAPHS.has(id)) };
}
