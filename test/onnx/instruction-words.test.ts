import { describe, expect, it } from "vitest";
import { readInstruction, resolveTaskType } from "../../workers/onnx/instruction-words.ts";

describe("reading an instruction", () => {
  it.each([
    ["Change the red car to blue.", "blue", "red"],
    ["Make the mug red, keep everything else", "red", undefined],
    ["Replace the white cat with a black dog", "black", "white"],
    ["Remove the yellow umbrella", undefined, "yellow"],
    ["把红色的车改成蓝色", "blue", "red"],
    ["Turn the horse into a statue made of bronze", "brown", undefined],
    ["Convert to black and white", undefined, undefined],
    ["Reduce the blur", undefined, undefined],
  ])("finds the colours of %s", (text, target, source) => {
    const reading = readInstruction(text);
    expect(reading.targetColour?.words[0]).toBe(target);
    expect(reading.sourceColour?.words[0]).toBe(source);
  });

  it("finds verbs, tones and places", () => {
    const reading = readInstruction("Add a small boat on the left and make the scene darker and warmer");
    expect(reading.verbs.add).toBe(true);
    expect(reading.verbs.remove).toBe(false);
    expect(reading.tone.lightness).toBe(-1);
    expect(reading.tone.warmth).toBe(1);
    expect(reading.place.x).toBe(-1);
  });

  it.each([
    ["Delete the bird", null, "subject-remove"],
    ["提取画面中的吉他", null, "extract"],
    ["Delete the bird", "compose", "compose"],
    ["Make it nice", null, null],
    ["Make it nice", "unheard_of", null],
  ])("takes the task type of %s (%s) as %s", (text, taskType, expected) => {
    expect(resolveTaskType(taskType, readInstruction(text))).toBe(expected);
  });
});
