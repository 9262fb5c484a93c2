"use client";

import type { Block } from "#lib/form/schemas.ts";
import type { BlockComponents, BlockProps } from "./block-props.ts";
import { CriteriaBlock } from "./criteria-block.tsx";
import { CritiqueBlock } from "./critique-block.tsx";
import { PairBlock } from "./pair-block.tsx";
import { RankBlock } from "./rank-block.tsx";
import { MarksBlock } from "./marks-block.tsx";
import { RateBlock } from "./rate-block.tsx";

/** What shows each kind of block. */
const BLOCK_COMPONENTS: BlockComponents = { pair: PairBlock, rank: RankBlock, rate: RateBlock, regions: MarksBlock, criteria: CriteriaBlock, critique: CritiqueBlock };

type Common = Omit<BlockProps<Block["kind"]>, "block">;

export function BlockOf({ block, ...common }: { block: Block } & Common) {
  // TypeScript cannot see that the component and the block are of one kind.
  const Shown = BLOCK_COMPONENTS[block.kind] as React.ComponentType<{ block: Block } & Common> | undefined;
  return Shown ? <Shown block={block} {...common} /> : null;
}
