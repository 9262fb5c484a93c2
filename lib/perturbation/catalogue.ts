import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type Mask, type Raster, readMask, readRaster } from "./raster.ts";

const Entry = z.object({
  id: z.string(),
  file: z.string(),
  author: z.string(),
  licence: z.string(),
  origin: z.string(),
  /** The animal of the picture; `placed` says where its cut-out may stand in another picture. */
  subject: z.object({ name: z.string(), mask: z.string(), placed: z.enum(["ground", "air"]).optional(), colour: z.string() }).optional(),
  sky: z.object({ mask: z.string() }).optional(),
  /** What stands in the picture, in words. */
  landmark: z.string().optional(),
  /** Where feet stand on the ground in front, as a share of the height. */
  ground: z.number().optional(),
});
export type CatalogueEntry = z.infer<typeof Entry>;

/** A photograph with its masks, at working size. */
export type Photograph = CatalogueEntry & { raster: Raster; subjectMask: Mask | null; skyMask: Mask | null };

/** Reads the catalogue of a folder of photographs. */
export async function readCatalogue(folder: string): Promise<CatalogueEntry[]> {
  const parsed: unknown = JSON.parse(await readFile(path.join(folder, "catalogue.json"), "utf8"));
  return z.array(Entry).parse(parsed);
}

/** Ids of the photographs in a folder, sorted. */
export async function listPhotographs(folder: string): Promise<string[]> {
  return (await readCatalogue(folder)).map((entry) => entry.id).sort();
}

export type PhotographLoader = { entries: CatalogueEntry[]; load(id: string): Promise<Photograph> };

/** Loads photographs at a working size, each once. */
export async function createLoader(folder: string, maxSide: number): Promise<PhotographLoader> {
  const entries = await readCatalogue(folder);
  const loaded = new Map<string, Promise<Photograph>>();
  const read = async (id: string): Promise<Photograph> => {
    const entry = entries.find((candidate) => candidate.id === id);
    if (!entry) throw new RangeError(`There is no photograph ${id}.`);
    const raster = await readRaster(path.join(folder, entry.file), maxSide);
    const mask = (file: string | undefined) => (file ? readMask(path.join(folder, file), raster) : Promise.resolve(null));
    return { ...entry, raster, subjectMask: await mask(entry.subject?.mask), skyMask: await mask(entry.sky?.mask) };
  };
  return {
    entries,
    load: (id) => {
      let photograph = loaded.get(id);
      if (!photograph) loaded.set(id, (photograph = read(id)));
      return photograph;
    },
  };
}
