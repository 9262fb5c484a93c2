/** What a test needs to check a tap without the package the trunk came from. */
export type TapParity = { name: string; shape: number[]; mean: number; deviation: number; first: number[] };
export type ParityFixture = { formula: string; side: number; tolerance: number; taps: TapParity[] };

export const PARITY_FORMULA = "picture[c][y][x] = 0.5 + 0.25·sin(0.071·(c+1)·x + 0.3) + 0.25·cos(0.053·(c+2)·y + 0.11·x)";

/** The parity picture: channel, height, width; 0..1. The formula needs no file, so any language can make it again. */
export function makeParityPicture(side: number): Float32Array {
  const picture = new Float32Array(3 * side * side);
  for (let channel = 0; channel < 3; channel += 1)
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1)
        picture[(channel * side + y) * side + x] = 0.5 + 0.25 * Math.sin(0.071 * (channel + 1) * x + 0.3) + 0.25 * Math.cos(0.053 * (channel + 2) * y + 0.11 * x);
  return picture;
}

const FIRST_COUNT = 24;

/** Mean, population standard deviation and the first values (channel, height, width) of one tap. */
export function summariseTap(name: string, shape: number[], data: ArrayLike<number>): TapParity {
  const values = Array.from(data);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { name, shape, mean, deviation: Math.sqrt(variance), first: values.slice(0, FIRST_COUNT) };
}
