/** A 95 % interval: both ends in the unit of the estimate. */
export type Interval = { low: number; high: number };

/** Every interval of the product is a 95 % one. */
export const CONFIDENCE = 0.95;

/** The 97.5 % point of the standard normal distribution. */
export const Z_95 = 1.959963984540054;
