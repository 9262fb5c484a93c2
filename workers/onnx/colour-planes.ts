/** OKLab planes: lightness 0..1, green-red and blue-yellow about -0.4..0.4. */
export type ColourPlanes = { lightness: Float32Array; greenRed: Float32Array; blueYellow: Float32Array };

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** OKLab (Björn Ottosson, 2020) of 8-bit sRGB values, three bytes each. */
export function toColourPlanes(pixels: Uint8Array): ColourPlanes {
  const count = pixels.length / 3;
  const planes = { lightness: new Float32Array(count), greenRed: new Float32Array(count), blueYellow: new Float32Array(count) };
  for (let at = 0; at < count; at += 1) {
    const red = LINEAR[pixels[at * 3]!]!;
    const green = LINEAR[pixels[at * 3 + 1]!]!;
    const blue = LINEAR[pixels[at * 3 + 2]!]!;
    const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    planes.lightness[at] = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short;
    planes.greenRed[at] = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
    planes.blueYellow[at] = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  }
  return planes;
}
