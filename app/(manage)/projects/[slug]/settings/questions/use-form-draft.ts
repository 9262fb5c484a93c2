"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { type FormIssue, findFormIssues } from "#lib/form/parse-form.ts";
import { type Block, type BlockKind, FormDefinition, Block as BlockSchema } from "#lib/form/schemas.ts";
import { dropDraft, readDraft, storeDraft } from "../../../../../_components/form-draft.ts";
import { useExplain } from "../../../../../_components/use-explain.ts";

/** As the schema orders it, so that two ways to the same form are the same. */
const textOf = (form: FormDefinition): string => JSON.stringify(FormDefinition.safeParse(form).data ?? form);

/** A new block of a kind with everything as usual. */
const makeBlock = (kind: BlockKind): Block => BlockSchema.parse({ kind });

function errorsByBlock(issues: FormIssue[], explain: ReturnType<typeof useExplain>): { whole: string[]; blocks: Record<string, string>[] } {
  const blocks: Record<string, string>[] = [];
  const wordsOf = ({ message }: FormIssue) => explain({ code: "field_invalid", message });
  for (const issue of issues) if (issue.block !== null) blocks[issue.block] = { [issue.field ?? ""]: wordsOf(issue), ...blocks[issue.block] };
  return { whole: issues.filter((issue) => issue.block === null).map(wordsOf), blocks };
}

const never = () => () => {};

/** The draft that a preview left behind: undefined on the server and in the first frame, null when there is none or it is as saved. */
export function useStoredDraft(slug: string, saved: FormDefinition): FormDefinition | null | undefined {
  const isInBrowser = useSyncExternalStore(never, () => true, () => false);
  if (!isInBrowser) return undefined;
  const draft = FormDefinition.safeParse(readDraft(slug));
  return draft.success && textOf(draft.data) !== textOf(saved) ? draft.data : null;
}

/** The form that is being built: what it holds, what is wrong with it, and whether it differs from the saved one. */
export function useFormDraft(slug: string, saved: FormDefinition, restored: FormDefinition | null) {
  const explain = useExplain();
  const [form, setForm] = useState(restored ?? saved);
  const [isRestored, setRestored] = useState(restored !== null);
  // What the preview left behind is taken once.
  useEffect(() => dropDraft(slug), [slug]);
  const setBlocks = (change: (blocks: Block[]) => Block[]) => setForm((before) => ({ blocks: change(before.blocks) }));
  return {
    form,
    isRestored,
    isDirty: textOf(form) !== textOf(saved),
    errors: errorsByBlock(findFormIssues(form), explain),
    keep: () => storeDraft(slug, form),
    replace: (next: FormDefinition) => {
      setForm(next);
      setRestored(false);
    },
    add: (kind: BlockKind) => setBlocks((blocks) => [...blocks, makeBlock(kind)]),
    remove: (index: number) => setBlocks((blocks) => blocks.filter((_, position) => position !== index)),
    change: (index: number, block: Block) => setBlocks((blocks) => blocks.map((before, position) => (position === index ? block : before))),
    move: (index: number, step: -1 | 1) =>
      setBlocks((blocks) => {
        const [moved, target] = [blocks[index], blocks[index + step]];
        if (!moved || !target) return blocks;
        return blocks.map((block, position) => (position === index ? target : position === index + step ? moved : block));
      }),
  };
}

export type FormDraft = ReturnType<typeof useFormDraft>;
