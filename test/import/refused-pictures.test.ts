import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeLine } from "../factories/import-source.ts";
import { makePlainPicture } from "../factories/pictures.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { candidate, importBetweenGood, withImage } from "./import-between-good.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

test("missing, cut off and foreign files refuse their item, each picture with its reason", async () => {
  const jpeg = await makePlainPicture({ format: "jpeg", width: 200, height: 200 });
  const png = await makePlainPicture({ colour: "green" });
  const files = { "cut.jpg": jpeg.subarray(0, 400), "cut.png": png.subarray(0, -16), "note.png": "not a picture at all", "empty.png": "", "folder/in.png": png };
  const lines = [
    makeLine("missing", { source: "nowhere.png" }),
    makeLine("second-source", { source: undefined, sources: ["source.png", "nowhere.png"] }),
    withImage("cut-jpeg", "cut.jpg"),
    withImage("cut-png", "cut.png"),
    withImage("note", "note.png"),
    withImage("empty", "empty.png"),
    withImage("folder", "folder"),
    makeLine("all", { source: "note.png", candidates: [candidate("nowhere.png", "x"), candidate("cut.png", "y")] }),
  ];
  expect(await importBetweenGood(lines, files)).toEqual([
    [2, "source", "picture_missing"],
    [3, "sources[1]", "picture_missing"],
    [4, "candidates[1].image", "picture_broken"],
    [5, "candidates[1].image", "picture_broken"],
    [6, "candidates[1].image", "picture_format"],
    [7, "candidates[1].image", "picture_format"],
    [8, "candidates[1].image", "picture_missing"],
    [9, "source", "picture_format"],
    [9, "candidates[0].image", "picture_missing"],
    [9, "candidates[1].image", "picture_broken"],
  ]);
});

test("more than 50 megapixels refuse their item alone; exactly 50 are taken", async () => {
  const plain = (height: number) => sharp({ create: { width: 10_000, height, channels: 3, background: "#777" } }).png({ compressionLevel: 1 }).toBuffer();
  expect(await importBetweenGood([withImage("huge", "huge.png")], { "huge.png": await plain(5_001) })).toEqual([[2, "candidates[1].image", "picture_too_large"]]);
  expect(await importBetweenGood([], { "b.png": await plain(5_000) })).toEqual([]);
});

test("moving pictures are refused", async () => {
  const frames = await Promise.all(["red", "blue"].map((colour) => makePlainPicture({ width: 16, height: 16, colour })));
  const moving = await sharp(frames, { join: { animated: true } }).webp({ loop: 0 }).toBuffer();
  expect(await importBetweenGood([withImage("moving", "moving.webp")], { "moving.webp": moving })).toEqual([[2, "candidates[1].image", "picture_format"]]);
});

test("data URLs are held to the same rules", async () => {
  const png = await makePlainPicture();
  const lines = [
    withImage("text", `data:text/plain;base64,${png.toString("base64")}`),
    withImage("plain", "data:image/png,abc"),
    withImage("nothing", "data:image/png;base64,"),
    withImage("foreign", `data:image/png;base64,${Buffer.from("GIF89a, or so it says").toString("base64")}`),
    withImage("cut", `data:image/png;base64,${png.subarray(0, -16).toString("base64")}`),
  ];
  expect((await importBetweenGood(lines)).map(([line, , code]) => [line, code])).toEqual([
    [2, "picture_format"],
    [3, "picture_format"],
    [4, "picture_broken"],
    [5, "picture_format"],
    [6, "picture_broken"],
  ]);
});

test("no reference leads out of the folder: not with .., not absolute, not by a link, not by an address", async () => {
  const outside = path.join(database.home, "outside.png");
  writeFileSync(outside, await makePlainPicture({ colour: "orange" }));
  const references = ["../outside.png", "images/../../outside.png", "..\\outside.png", outside, `file://${outside}`, "http://127.0.0.1/outside.png", "C:\\outside.png", "link.png", "linked/outside.png"];
  const problems = await importBetweenGood(references.map((reference, index) => withImage(`item-${index}`, reference)), {}, (folder) => {
    symlinkSync(outside, path.join(folder, "link.png"));
    symlinkSync(database.home, path.join(folder, "linked"));
  });
  expect(problems).toEqual(references.map((_, index) => [index + 2, "candidates[1].image", "path_forbidden"]));
});
