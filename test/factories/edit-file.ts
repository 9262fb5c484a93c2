import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { makePlainPicture } from "./pictures.ts";

const FORMATS = ["jpeg", "png", "webp"] as const;

/** A scene of two shapes; `seed` moves and colours them. */
async function makeScene(seed: number, format: (typeof FORMATS)[number], width: number, height: number): Promise<Buffer> {
  const shape = await makePlainPicture({ width: 24, height: 20, colour: `hsl(${(seed * 47) % 360}, 80%, 50%)` });
  return sharp(await makePlainPicture({ width, height, colour: `hsl(${(seed * 13) % 360}, 30%, 70%)` }))
    .composite([{ input: shape, left: (seed * 7) % (width - 24), top: (seed * 5) % (height - 20) }])
    .toFormat(format)
    .toBuffer();
}

/** Writes `items.jsonl` with pictures beside it: formats mixed, edits in sizes of their own. Returns the file. */
export async function writeEditFile(folder: string, { itemCount, perItem }: { itemCount: number; perItem: number }): Promise<string> {
  mkdirSync(path.join(folder, "images"), { recursive: true });
  const lines: string[] = [];
  for (let item = 0; item < itemCount; item += 1) {
    const source = `images/${item}-source.jpg`;
    writeFileSync(path.join(folder, source), await makeScene(item, "jpeg", 96, 72));
    const candidates = await Promise.all(
      Array.from({ length: perItem }, async (_, index) => {
        const image = `images/${item}-${index}.picture`;
        writeFileSync(path.join(folder, image), await makeScene(item * 10 + index + 1, FORMATS[index % FORMATS.length]!, 96 + index * 8, 72));
        return { candidate_id: `${item}-${index}`, image, generator: `generator-${index}` };
      }),
    );
    const texts = item % 2 === 0 ? { instruction: `Move square ${item} to the left` } : { instruction: `把第${item}个方块移到左边`, instruction_language: "zh", instruction_en: `Move square ${item} to the left` };
    lines.push(JSON.stringify({ item_id: `item-${item}`, source, ...texts, candidates }));
  }
  const file = path.join(folder, "items.jsonl");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
