"use client";

import { useState } from "react";
import { Field, Textarea } from "../../../../../_components/field.tsx";

type ListEditorProps = { id: string; label: string; hint: string; error?: string; value: string[]; onChange: (value: string[]) => void };

const toList = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter(Boolean);

/** A list as lines of text: one entry a line. Typing keeps its spaces and empty lines until the field is left. */
export function ListEditor({ id, label, hint, error, value, onChange }: ListEditorProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Textarea
        id={id}
        rows={Math.max(3, value.length + 1)}
        className="min-h-16 max-w-md"
        value={typed ?? value.join("\n")}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : `${id}-hint`}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(toList(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}
