import type { Photograph } from "./catalogue.ts";

export type Language = "en" | "zh";
export type Side = "left" | "right" | null;

/** Chinese names with their measure words. */
const CHINESE: Record<string, [measure: string, name: string]> = {
  alpaca: ["只", "羊驼"], butterfly: ["只", "蝴蝶"], camel: ["头", "骆驼"], caterpillar: ["条", "毛毛虫"], crab: ["只", "螃蟹"], dolphin: ["只", "海豚"], goat: ["只", "山羊"],
  heron: ["只", "苍鹭"], horse: ["匹", "马"], kingfisher: ["只", "翠鸟"], kitten: ["只", "小猫"], "red panda": ["只", "小熊猫"], penguin: ["只", "企鹅"], rhinoceros: ["头", "犀牛"],
};
const PLURALS: Record<string, string> = { butterfly: "butterflies", rhinoceros: "rhinoceroses" };
const COUNTS = { en: ["no", "one", "two", "three"], zh: ["零", "一", "两", "三"] } as const;
const CHINESE_SIDES = { left: "左侧", right: "右侧" } as const;
export const CHINESE_COLOURS: Record<string, string> = { red: "红色", orange: "橙色", yellow: "黄色", green: "绿色", blue: "蓝色", purple: "紫色", pink: "粉色", white: "白色", black: "黑色", turquoise: "青色" };
export const CHINESE_MATERIALS: Record<string, string> = { gold: "金", bronze: "铜", marble: "大理石", wood: "木头", ice: "冰" };

const nameOf = (photograph: Photograph) => photograph.subject!.name;
const article = (word: string) => (/^[aeiou]/i.test(word) ? `an ${word}` : `a ${word}`);

function counted(photograph: Photograph, count: number, language: Language): string {
  const name = nameOf(photograph);
  if (language === "zh") return `${COUNTS.zh[count]}${CHINESE[name]![0]}${CHINESE[name]![1]}`;
  return count === 1 ? article(name) : `${COUNTS.en[count]} ${PLURALS[name] ?? `${name}s`}`;
}

/** The one meant, with its side where there are two. */
export function definite(photograph: Photograph, side: Side, language: Language): string {
  if (language === "zh") return `${side ? `${CHINESE_SIDES[side]}的` : ""}${CHINESE[nameOf(photograph)]![1]}`;
  return `the ${nameOf(photograph)}${side ? ` on the ${side}` : ""}`;
}

export function askToAdd(photograph: Photograph, count: number, side: Side, language: Language): string {
  const isAir = photograph.subject?.placed === "air";
  if (language === "zh") return `在画面${side ? CHINESE_SIDES[side] : isAir ? "的天空中" : "前方"}加${counted(photograph, count, language)}。`;
  return `Add ${counted(photograph, count, language)} ${isAir ? "in the sky" : "in front"}${side ? ` on the ${side}` : ""}.`;
}

export function askToRemove(photograph: Photograph, side: Side, language: Language): string {
  return language === "zh" ? `移除${definite(photograph, side, language)}。` : `Remove ${definite(photograph, side, language)}.`;
}

export function askToReplace(old: Photograph, wanted: Photograph, language: Language): string {
  return language === "zh" ? `把${definite(old, null, language)}替换成${counted(wanted, 1, language)}。` : `Replace ${definite(old, null, language)} with ${counted(wanted, 1, language)}.`;
}

export function askToMove(photograph: Photograph, side: "left" | "right", language: Language): string {
  return language === "zh" ? `把${definite(photograph, null, language)}移到画面${CHINESE_SIDES[side]}。` : `Move ${definite(photograph, null, language)} to the ${side} side of the picture.`;
}

export function askToColour(photograph: Photograph, colour: string, language: Language): string {
  return language === "zh" ? `把${definite(photograph, null, language)}变成${CHINESE_COLOURS[colour]}。` : `Make ${definite(photograph, null, language)} ${colour}.`;
}

export function askForMaterial(photograph: Photograph, material: string, language: Language): string {
  return language === "zh" ? `把${definite(photograph, null, language)}变成${CHINESE_MATERIALS[material]}做的雕像，其余保持不变。` : `Turn ${definite(photograph, null, language)} into a statue made of ${material}; keep everything else as it is.`;
}

export function askToExtract(photograph: Photograph, language: Language): string {
  return language === "zh" ? `把${definite(photograph, null, language)}抠出来，放在纯白背景上。` : `Cut out ${definite(photograph, null, language)} and put it on a plain white background.`;
}
