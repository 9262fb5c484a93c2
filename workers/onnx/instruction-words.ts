import { TASK_TYPES, type TaskType } from "../../lib/item/task-type.ts";
import { NAMED_COLOURS, type NamedColour } from "./colour-names.ts";

/** What can be read from an instruction by looking for words. Directions are −1..1, 0 where nothing was said. */
export type InstructionReading = {
  verbs: Record<Verb, boolean>;
  targetColour: NamedColour | null;
  sourceColour: NamedColour | null;
  tone: Record<ToneAxis, number>;
  looks: Record<Look, boolean>;
  /** Where the change should be: −1 left or top, 1 right or bottom. */
  place: { x: number; y: number };
  wordCount: number;
};

const VERB_WORDS = {
  add: /\b(add|adds|put|place|insert|draw|give|include|paste)\b|[加添]|放[一上在]/i,
  remove: /\b(remove|delete|erase|eliminate|get rid|take (away|out|off)|clear)\b|删|去掉|去除|移除|擦|清除/i,
  replace: /\b(replace|swap|substitute|exchange|instead of|turn .+ into|change .+ (in)?to an? )\b|替换|换成|换为|变成|改成/i,
  recolour: /\b(colou?r|recolou?r|paint|dye|tint)\b|颜色|上色|染|涂/i,
  style: /\b(style|painting|sketch|cartoon|anime|watercolou?r|drawing|poster|pixel art|oil)\b|风格|油画|素描|水彩|卡通|动漫/i,
  background: /\b(background|backdrop|behind)\b|背景/i,
  extract: /\b(extract|cut out|isolate|segment|crop out)\b|提取|抠|分离/i,
  text: /\b(text|word|words|letter|letters|sign|caption|title|write|says?|font)\b|文字|字|写/i,
  move: /\b(move|shift|rotate|flip|mirror|turn|tilt|slide)\b|移动|旋转|翻转|移到/i,
  size: /\b(bigger|larger|smaller|enlarge|shrink|resize|scale|double)\b|放大|缩小|变大|变小/i,
  material: /\b(material|texture|made of|wood(en)?|metal(lic)?|glass|stone|marble|leather|plastic|fabric)\b|材质|质感|木|金属|玻璃|石/i,
  keep: /\b(keep|preserve|unchanged|without chang|leave|only)\b|保持|不变|只/i,
} as const;
export type Verb = keyof typeof VERB_WORDS;
export const VERBS = Object.keys(VERB_WORDS) as Verb[];

const TONE_WORDS = {
  lightness: { up: /\b(brighter|brighten|lighter|lighten|sunny|daylight|snow\w*|day)\b|变亮|提亮|明亮|白天|雪/i, down: /\b(darker|darken|night|dim|dusk|evening|moonlight)\b|变暗|调暗|夜|昏暗/i },
  warmth: { up: /\b(warm\w*|sunset|golden|dusk|autumn\w*|sepia|vintage|candle\w*)\b|暖|夕阳|日落|秋|复古/i, down: /\b(cool\w*|cold\w*|winter\w*|frost\w*|icy|bluish|moonlight)\b|冷|冬|蓝调/i },
  chroma: { up: /\b(vivid|saturated|more saturat\w+|colou?rful|vibrant)\b|鲜艳|饱和/i, down: /\b(desaturat\w*|muted|black[- ]and[- ]white|monochrome|gr[ae]yscale|faded|pale|less saturat\w+)\b|黑白|单色|褪色|灰度/i },
  contrast: { up: /\b(more contrast|higher contrast|contrasty|dramatic|high contrast)\b|对比度(提高|增强)|强对比/i, down: /\b(less contrast|lower contrast|low contrast|hazy|foggy|misty|fog|mist|soft light)\b|雾|柔和/i },
  sharpness: { up: /\b(sharpen|sharper|crisp\w*|clearer|more detail\w*)\b|锐化|清晰/i, down: /\b(blur\w*|soften|softer|out of focus|smooth\w*)\b|模糊|虚化|柔化/i },
} as const;
export type ToneAxis = keyof typeof TONE_WORDS;
export const TONE_AXES = Object.keys(TONE_WORDS) as ToneAxis[];

/** Looks that are named as a whole; what they do to a picture is left to the head to learn. */
const LOOK_WORDS = {
  pencil: /\b(pencil|sketch|charcoal|line (art|drawing)|ink)\b|素描|铅笔|线稿/i,
  watercolour: /\bwatercolou?r\b|水彩/i,
  poster: /\b(poster|print(ed)?|pop art|comic|cartoon|flat)\b|海报|卡通|漫画/i,
  oil: /\b(oil|impressionis\w+|van gogh|monet)\b|油画/i,
  night: /\bnight\b|夜/i,
  dusk: /\b(dusk|sunset|golden|evening)\b|黄昏|日落|夕阳/i,
  winter: /\b(winter|frost\w*|snow\w*|ice|icy)\b|冬|雪|冰/i,
  old: /\b(sepia|vintage|old|retro|antique)\b|复古|老照片/i,
} as const;
export type Look = keyof typeof LOOK_WORDS;
export const LOOKS = Object.keys(LOOK_WORDS) as Look[];

const PLACES = {
  x: { up: /\b(right|right-hand)\b|右/i, down: /\b(left|left-hand)\b|左/i },
  y: { up: /\b(bottom|below|lower|foreground|ground|floor)\b|下[面方角]|底/i, down: /\b(top|above|upper|sky)\b|上[面方角]|顶|天空/i },
};

/** Everything behind these words is the wish, everything before it what is there now. */
const WISH = /\b(to|into|with|by|as)\b|成|为|到/i;

function direction(text: string, { up, down }: { up: RegExp; down: RegExp }): number {
  return (up.test(text) ? 1 : 0) - (down.test(text) ? 1 : 0);
}

const COLOUR_PATTERNS = NAMED_COLOURS.map((colour) => ({
  colour,
  pattern: new RegExp(colour.words.map((word) => (/^[a-z]/.test(word) ? `\\b${word}(ish)?\\b` : word)).join("|"), "i"),
}));

/** The colour named first in a text, or null. "Black and white" is a tone, not a colour. */
function firstColour(text: string): NamedColour | null {
  const plain = text.replace(/black[- ]and[- ]white|黑白/gi, " ");
  let best: { colour: NamedColour; at: number } | null = null;
  for (const { colour, pattern } of COLOUR_PATTERNS) {
    const at = plain.search(pattern);
    if (at >= 0 && (best === null || at < best.at)) best = { colour, at };
  }
  return best?.colour ?? null;
}

function readColours(text: string): Pick<InstructionReading, "targetColour" | "sourceColour"> {
  const wish = WISH.exec(text);
  const before = wish ? text.slice(0, wish.index) : text;
  const behind = wish ? text.slice(wish.index + wish[0].length) : "";
  const wished = firstColour(behind);
  const present = firstColour(before);
  if (wished) return { targetColour: wished, sourceColour: present };
  const isTaken = VERB_WORDS.remove.test(text) || VERB_WORDS.replace.test(text) || VERB_WORDS.extract.test(text);
  return isTaken ? { targetColour: null, sourceColour: present } : { targetColour: present, sourceColour: null };
}

/** Reads English and Chinese instructions with a small fixed list of words; whatever it does not know leaves no trace. */
export function readInstruction(instruction: string): InstructionReading {
  const verbs = Object.fromEntries(VERBS.map((verb) => [verb, VERB_WORDS[verb].test(instruction)])) as InstructionReading["verbs"];
  const tone = Object.fromEntries(TONE_AXES.map((axis) => [axis, direction(instruction, TONE_WORDS[axis])])) as InstructionReading["tone"];
  const looks = Object.fromEntries(LOOKS.map((look) => [look, LOOK_WORDS[look].test(instruction)])) as InstructionReading["looks"];
  const place = { x: direction(instruction, PLACES.x), y: direction(instruction, PLACES.y) };
  const wordCount = instruction.match(/[a-z0-9']+|\p{Script=Han}/giu)?.length ?? 0;
  return { verbs, tone, looks, place, wordCount, ...readColours(instruction) };
}

/** The task type that the words suggest, for items that name none; null if they suggest nothing. */
export function guessTaskType({ verbs, targetColour, tone }: InstructionReading): TaskType | null {
  if (verbs.extract) return "extract";
  if (verbs.style) return "style_change";
  if (verbs.background) return "background_change";
  if (verbs.text) return "text_change";
  if (verbs.remove) return "subject-remove";
  if (verbs.add) return "subject-add";
  if (verbs.material) return "material_alter";
  if (verbs.recolour || targetColour) return "color_alter";
  if (verbs.replace) return "subject-replace";
  if (TONE_AXES.some((axis) => tone[axis] !== 0)) return "tone_transfer";
  return verbs.move || verbs.size ? "motion_change" : null;
}

/** The known task type of an item, or the one its words suggest. */
export function resolveTaskType(taskType: string | null, reading: InstructionReading): TaskType | null {
  return TASK_TYPES.find((known) => known === taskType) ?? guessTaskType(reading);
}
