/** Property tests draw the same cases every time. */
export const FIXED_RUNS = { seed: 20_261_125, numRuns: 100 };
