import { describe, expect, it } from "vitest";
import { readCount, readObjects } from "../../workers/onnx/instruction-objects.ts";

const BIRD = 14;
const CAT = 15;
const HORSE = 17;

describe("objects in an instruction", () => {
  it.each([
    ["Add a penguin in front", [BIRD]],
    ["在画面前方加两只企鹅。", [BIRD]],
    ["Replace the kitten with a horse.", [CAT, HORSE]],
    ["把小猫替换成马。", [CAT, HORSE]],
    ["Make two kittens purple", [CAT]],
    ["Turn day into night", []],
    ["Remove the caterpillar", [undefined]],
    ["Put a carpet on the category shelf", []],
  ])("are found in order: %s", (text, channels) => {
    expect(readObjects(text).map((object) => object.channels[0])).toEqual(channels);
  });

  it("hide shorter words inside longer ones", () => {
    expect(readObjects("Add a teddy bear")).toHaveLength(1);
    expect(readObjects("加一只羊驼")).toHaveLength(1);
    expect(readObjects("")).toEqual([]);
  });

  it.each([
    ["Add two goats", 2],
    ["Add 3 birds", 3],
    ["Add a goat", 1],
    ["加三匹马", 3],
    ["加两只企鹅", 2],
    ["Make it darker", 0],
    ["Turn the goat into a statue made of wood", 0],
    ["在画面左侧加一匹马。", 1],
  ])("are counted: %s", (text, count) => {
    expect(readCount(text)).toBe(count);
  });
});
