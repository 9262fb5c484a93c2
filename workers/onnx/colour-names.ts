/** A named colour, or a material that is known by one: its OKLab prototype and which pixels people would call by it. */
export type NamedColour = { words: string[]; prototype: [number, number, number]; includes(lightness: number, chroma: number, hue: number): boolean };

/** Hues are degrees of OKLab: 0 pinkish red, 110 yellow, 142 green, 264 blue. `from` > `to` goes through 0. */
function chromatic(words: string[], prototype: [number, number, number], from: number, to: number, lightness: [number, number] = [0, 1]): NamedColour {
  const includes = (light: number, chroma: number, hue: number) =>
    chroma >= 0.045 && light >= lightness[0] && light <= lightness[1] && (from <= to ? hue >= from && hue < to : hue >= from || hue < to);
  return { words, prototype, includes };
}

function achromatic(words: string[], prototype: [number, number, number], from: number, to: number): NamedColour {
  return { words, prototype, includes: (light, chroma) => chroma < 0.055 && light >= from && light < to };
}

/** Prototypes are OKLab values of the usual sRGB colours of these names; the hue borders are ours. */
export const NAMED_COLOURS: readonly NamedColour[] = [
  chromatic(["red", "crimson", "scarlet", "红", "赤"], [0.58, 0.2, 0.11], 8, 45),
  chromatic(["orange", "橙", "橘"], [0.73, 0.08, 0.14], 42, 78, [0.55, 1]),
  chromatic(["brown", "bronze", "copper", "wood", "wooden", "棕", "褐", "铜", "木"], [0.45, 0.05, 0.07], 30, 95, [0, 0.6]),
  chromatic(["yellow", "黄"], [0.9, -0.04, 0.17], 78, 118, [0.5, 1]),
  chromatic(["green", "jade", "绿", "翡翠"], [0.6, -0.13, 0.11], 118, 168),
  chromatic(["cyan", "teal", "turquoise", "青"], [0.75, -0.1, -0.03], 165, 228),
  chromatic(["blue", "navy", "azure", "蓝"], [0.48, -0.03, -0.22], 225, 288),
  chromatic(["purple", "violet", "lavender", "紫"], [0.5, 0.13, -0.17], 284, 330),
  chromatic(["pink", "magenta", "rose", "粉"], [0.75, 0.14, 0.0], 325, 20, [0.5, 1]),
  chromatic(["gold", "golden", "金"], [0.8, 0.01, 0.14], 65, 108, [0.5, 1]),
  achromatic(["black", "黑"], [0.12, 0, 0], 0, 0.36),
  achromatic(["white", "marble", "snow", "白", "大理石"], [0.97, 0, 0], 0.86, 1.01),
  achromatic(["grey", "gray", "silver", "stone", "granite", "steel", "灰", "银", "石"], [0.62, 0, 0], 0.34, 0.9),
];
