/** COCO classes of the detector, by their place among its 80 channels. */
const CLASS = { person: 0, bicycle: 1, car: 2, motorcycle: 3, airplane: 4, bus: 5, train: 6, truck: 7, boat: 8, bench: 13, bird: 14, cat: 15, dog: 16, horse: 17, sheep: 18, cow: 19, elephant: 20, bear: 21, zebra: 22, giraffe: 23, backpack: 24, umbrella: 25, bottle: 39, cup: 41, banana: 46, apple: 47, cake: 55, chair: 56, couch: 57, plant: 58, bed: 59, table: 60, television: 62, laptop: 63, phone: 67, book: 73, clock: 74, vase: 75, bear_toy: 77 } as const;
type ClassName = keyof typeof CLASS;

/** What the detector takes an object for. It has no goat, camel or penguin, but fires for what looks like one. */
const OBJECTS: readonly [words: string, classes: readonly ClassName[]][] = [
  ["person|man|woman|boy|girl|child|people|人|男人|女人|男孩|女孩|孩子", ["person"]],
  ["bicycle|bike|自行车", ["bicycle"]],
  ["motorcycle|motorbike|摩托", ["motorcycle"]],
  ["car|taxi|汽车|轿车", ["car"]],
  ["bus|巴士|公交车", ["bus"]],
  ["truck|lorry|卡车", ["truck"]],
  ["train|火车", ["train"]],
  ["airplane|plane|aircraft|飞机", ["airplane"]],
  ["boat|ship|船", ["boat"]],
  ["bird|penguin|kingfisher|heron|duck|goose|swan|parrot|eagle|owl|chicken|pigeon|seagull|鸟|企鹅|苍鹭|鹭|鸭|鹅|鹦鹉|鹰|鸡", ["bird"]],
  ["cat|kitten|猫", ["cat"]],
  ["dog|puppy|wolf|fox|狗|犬|狼|狐", ["dog"]],
  ["sheep|lamb|alpaca|llama|goat|绵羊|羊驼|山羊|羊", ["sheep", "cow"]],
  ["horse|pony|donkey|rhinoceros|rhino|马|驴|犀牛", ["horse", "elephant"]],
  ["cow|bull|ox|camel|deer|牛|骆驼|鹿", ["cow", "sheep", "horse"]],
  ["elephant|大象", ["elephant"]],
  ["bear|panda|熊", ["bear"]],
  ["zebra|斑马", ["zebra"]],
  ["giraffe|长颈鹿", ["giraffe"]],
  ["bench|长椅", ["bench"]],
  ["umbrella|伞", ["umbrella"]],
  ["bottle|瓶", ["bottle"]],
  ["cup|mug|杯", ["cup"]],
  ["apple|苹果", ["apple"]],
  ["banana|香蕉", ["banana"]],
  ["cake|蛋糕", ["cake"]],
  ["chair|椅", ["chair"]],
  ["sofa|couch|沙发", ["couch"]],
  ["plant|盆栽", ["plant"]],
  ["table|desk|桌", ["table"]],
  ["tv|television|monitor|电视", ["television"]],
  ["laptop|笔记本电脑", ["laptop"]],
  ["phone|手机", ["phone"]],
  ["book|书", ["book"]],
  ["clock|钟", ["clock"]],
  ["vase|花瓶", ["vase"]],
  ["teddy bear", ["bear_toy"]],
  // Known to be none of the detector's: what appears there should look like none of its animals.
  ["crab|butterfly|caterpillar|dolphin|fish|snake|insect|螃蟹|蝴蝶|毛毛虫|海豚|鱼|蛇|昆虫", []],
];

/** Classes that stand in for each other's absence: when one of them is asked for, the others are wrong. */
export const ANIMAL_CHANNELS: readonly number[] = (["bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"] as const).map((name) => CLASS[name]);

const ENGLISH = /^[a-z]/;
const PATTERNS = OBJECTS.map(([words, classes]) => {
  const parts = words.split("|").toSorted((a, b) => b.length - a.length);
  const english = parts.filter((word) => ENGLISH.test(word));
  const chinese = parts.filter((word) => !ENGLISH.test(word));
  const source = [english.length > 0 ? `\\b(?:${english.join("|")})(?:e?s)?\\b` : "", chinese.join("|")].filter((part) => part !== "").join("|");
  return { pattern: new RegExp(source, "gi"), channels: classes.map((name): number => CLASS[name]) };
});

/** An object that an instruction names: the detector's channels for it (none: an animal it does not know) and its place in the text. */
export type NamedObject = { channels: readonly number[]; at: number; end: number };

/** Objects in the order of the text; a longer word hides the shorter ones inside it. */
export function readObjects(instruction: string): NamedObject[] {
  const found = PATTERNS.flatMap(({ pattern, channels }) => [...instruction.slice(0, 2_000).matchAll(pattern)].map((match): NamedObject => ({ channels, at: match.index, end: match.index + match[0].length })));
  const longest = found.toSorted((a, b) => b.end - b.at - (a.end - a.at) || a.at - b.at);
  const kept: NamedObject[] = [];
  for (const object of longest) if (!kept.some(({ at, end }) => object.at < end && at < object.end)) kept.push(object);
  return kept.toSorted((a, b) => a.at - b.at);
}

const NUMBERS: readonly [RegExp, number][] = [
  [/\b(three|3)\b|[三3](?=[只头匹条个辆位])/i, 3],
  [/\b(two|2|a pair of|both|another two)\b|[两二2](?=[只头匹条个辆位])/i, 2],
  [/\b(four|4)\b|[四4](?=[只头匹条个辆位])/i, 4],
  [/\b(five|5)\b|[五5](?=[只头匹条个辆位])/i, 5],
  // An article counts right behind the verb only: "made of wood, as a statue" asks for no number.
  [/\b(add|insert|draw|paste|include|place|put) (an?|one)\b|[加添放][^。，]{0,2}[一1](?=[只头匹条个辆位])/i, 1],
];

/** How many things an instruction asks for, 1 to 5; 0 if it does not say. */
export function readCount(instruction: string): number {
  return NUMBERS.find(([pattern]) => pattern.test(instruction))?.[1] ?? 0;
}
