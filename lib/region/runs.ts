/** Pixels of a picture. */
export type PictureSize = { width: number; height: number };
/** Inside or outside for each pixel (1 or 0), row by row: index = y × width + x. */
export type Mask = Uint8Array;

/**
 * Lengths of runs of a mask, row by row and across the ends of rows: first outside, then inside, and so on. A mask that
 * begins inside has a first run of 0; the lengths add up to the number of pixels. An empty mask gives one run.
 */
export function maskToRuns(mask: Mask): number[] {
  const runs: number[] = [];
  let inside = 0;
  for (let at = 0; at < mask.length; ) {
    const next = mask.indexOf(1 - inside, at);
    const end = next === -1 ? mask.length : next;
    runs.push(end - at);
    at = end;
    inside = 1 - inside;
  }
  return runs.length > 0 ? runs : [0];
}

/** The mask of a picture of `size` from its runs. Throws RangeError when they do not add up to its number of pixels. */
export function runsToMask(runs: readonly number[], { width, height }: PictureSize): Mask {
  const mask = new Uint8Array(width * height);
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1) mask.fill(1, at, at + run);
    at += run;
  }
  if (at !== mask.length) throw new RangeError(`Runs of ${at} pixels do not fill a picture of ${width}×${height}.`);
  return mask;
}

/** Runs of an upright box, in pixels of a picture of `size`; what sticks out of the picture is cut off. */
export function boxToRuns(box: { x: number; y: number; width: number; height: number }, { width, height }: PictureSize): number[] {
  const left = Math.min(width, Math.max(0, box.x));
  const top = Math.min(height, Math.max(0, box.y));
  const across = Math.min(width, box.x + box.width) - left;
  const down = Math.min(height, box.y + box.height) - top;
  if (across <= 0 || down <= 0) return [width * height];
  if (across === width) {
    const after = (height - top - down) * width;
    return [top * width, down * width, ...(after > 0 ? [after] : [])];
  }
  const runs = [top * width + left, across];
  for (let row = 1; row < down; row += 1) runs.push(width - across, across);
  const after = (height - top - down) * width + (width - left - across);
  return after > 0 ? [...runs, after] : runs;
}
