import sharp from "sharp";

const WIDTH = 160;
const HEIGHT = 120;

export const PARITY_CASES_FORMULA =
  "160×120 PNG; red = 128 + 90·sin(x/11), green = 128 + 90·cos(y/9), blue = 90 + x/2, a disc of radius 30 at (100, 60) in 60, 140, 70; candidates: the disc in 200, 40, 40; the source itself; the source in half size, smoothed by its halving";

type Colour = [number, number, number];

function paint(disc: Colour): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const isInside = (x - 100) ** 2 + (y - 60) ** 2 < 900;
      const colour: Colour = isInside ? disc : [128 + 90 * Math.sin(x / 11), 128 + 90 * Math.cos(y / 9), 90 + x / 2];
      for (const [channel, value] of colour.entries()) pixels[(y * WIDTH + x) * 3 + channel] = Math.round(value);
    }
  }
  return pixels;
}

const toPng = (pixels: Buffer) => sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).png();

/** A source and three candidates that need no file: what the committed scores of the starter are pinned on. */
export async function makeFormulaPictures(): Promise<{ source: Buffer; candidates: Buffer[]; instruction: string; taskType: string }> {
  const source = await toPng(paint([60, 140, 70])).toBuffer();
  const reddened = await toPng(paint([200, 40, 40])).toBuffer();
  const halved = await sharp(source).resize(WIDTH / 2, HEIGHT / 2, { kernel: "linear" }).png().toBuffer();
  return { source, candidates: [reddened, source, halved], instruction: "Make the disc red.", taskType: "color_alter" };
}
