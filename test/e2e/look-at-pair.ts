import type { Page } from "playwright-core";

/** A picture as eyes have it: `look` is the same for the same pixels only; `change` is how far it is from the source on the average of its parts, in grey levels. */
export type SeenPicture = { look: string; change: number };
export type SeenPair = { source: string; left: SeenPicture; right: SeenPicture };

/** The pair by its looks, whichever side each picture stands on. */
export const pairOf = ({ source, left, right }: SeenPair): string => [source, ...[left.look, right.look].sort()].join(" ");

/** Runs in the page: reads the pixels of the three pictures on screen, from left to right, and nothing else. */
async function readPixels(parts: number): Promise<{ look: string; means: number[] }[]> {
  const images = [...document.querySelectorAll<HTMLImageElement>("figure img")].filter((image) => image.getClientRects().length > 0);
  await Promise.all(images.map((image) => image.decode()));
  const inOrder = images.toSorted((first, second) => first.getBoundingClientRect().left - second.getBoundingClientRect().left);
  return inOrder.map((image) => {
    const { naturalWidth: width, naturalHeight: height } = image;
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const sums = new Float64Array(parts * parts * 3);
    const counts = new Float64Array(parts * parts * 3);
    let hash = 0x811c9dc5;
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const part = Math.floor((Math.floor(pixel / width) * parts) / height) * parts + Math.floor(((pixel % width) * parts) / width);
      for (let channel = 0; channel < 3; channel += 1) {
        const value = data[pixel * 4 + channel]!;
        hash = Math.imul(hash ^ value, 0x01000193);
        sums[part * 3 + channel]! += value;
        counts[part * 3 + channel]! += 1;
      }
    }
    return { look: `${width}x${height}-${(hash >>> 0).toString(16)}`, means: [...sums].map((sum, index) => sum / counts[index]!) };
  });
}

const PARTS = 16;

/** Looks at source, left and right on the judging page, or at source, A and B on a comparison's page. */
export async function lookAtPair(page: Page): Promise<SeenPair> {
  const seen = await page.evaluate(readPixels, PARTS);
  const [source, left, right] = seen;
  if (!source || !left || !right || seen.length !== 3) throw new Error(`${seen.length} pictures are on screen.`);
  const changeOf = (edit: typeof source) => edit.means.reduce((sum, mean, index) => sum + Math.abs(mean - source.means[index]!), 0) / edit.means.length;
  return { source: source.look, left: { look: left.look, change: changeOf(left) }, right: { look: right.look, change: changeOf(right) } };
}
