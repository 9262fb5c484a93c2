import { z } from "zod";

/** One way of computing something from a JSON document: what it takes, and what it answers. */
export type Measure = {
  /** One line for people: what it computes. */
  summary: string;
  schema: z.ZodType;
  compute: (input: unknown) => unknown;
};

/** Ties the shape of the input to the computation, so that the input arrives typed. */
export function defineMeasure<Schema extends z.ZodType>(summary: string, schema: Schema, compute: (input: z.infer<Schema>) => unknown): Measure {
  return { summary, schema, compute: (input) => compute(schema.parse(input)) };
}

export const finite = z.number();
export const count = z.number().nonnegative();
export const index = z.int().nonnegative();
export const probability = z.number().min(0).max(1);
export const clusterName = z.union([z.string(), z.number()]);
export const seed = z.int().default(1);
export const replicates = z.int().min(1).max(100_000).default(1_000);

/** A table with as many rows as columns. */
export const square = z.array(z.array(count)).refine((rows) => rows.every((row) => row.length === rows.length), "must have as many columns as rows, in every row");

/** Refuses lists that must go in step and do not. Null and absent lists are not looked at. */
export function requireSameLength(lists: Record<string, { length: number } | null | undefined>): (context: z.core.$RefinementCtx) => void {
  return (context) => {
    const given = Object.entries(lists).flatMap(([name, list]) => (list ? [[name, list.length] as const] : []));
    const [first] = given;
    for (const [name, length] of given.slice(1)) {
      if (first && length !== first[1]) context.addIssue({ code: "custom", path: [name], message: `has ${length} entries, but ${first[0]} has ${first[1]}` });
    }
  };
}

/** Full precision in JSON: typed arrays as lists, what is not a number as null. */
export function toList(values: ArrayLike<number>): number[] {
  return Array.from(values);
}

/** A list cut into rows of `width`. */
export function toRows(values: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: width === 0 ? 0 : values.length / width }, (_, row) => Array.from({ length: width }, (_, at) => values[row * width + at]!));
}
