"use client";

import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { Dialog } from "../../../_components/dialog.tsx";
import { Field, Textarea } from "../../../_components/field.tsx";
import { Kbd } from "../../../_components/kbd.tsx";
import { NOTES, SHORTCUTS } from "./shortcuts.ts";

type DialogProps = { open: boolean; onClose: () => void };

export function HelpDialog({ open, onClose }: DialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {[...SHORTCUTS.filter((shortcut) => shortcut.does !== ""), ...NOTES].map((shortcut) => (
          <div key={shortcut.keys} className="contents">
            <dt>
              <Kbd>{shortcut.keys}</Kbd>
            </dt>
            <dd className="text-base">{shortcut.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const REASONS = [
  { value: "pictures_broken", label: "A picture is missing or broken" },
  { value: "instruction_unclear", label: "The instruction makes no sense" },
  { value: "content_offensive", label: "I do not want to see this" },
  { value: "skipped", label: "Another reason" },
];

/** Gives a comparison back with a reason; somebody else, or a reviewer, will see it. */
export function ReportDialog({ open, onClose, onReport }: DialogProps & { onReport: (reason: string, note: string) => void }) {
  const [reason, setReason] = useState("pictures_broken");
  const [note, setNote] = useState("");
  return (
    <Dialog open={open} onClose={onClose} title="Give this comparison back">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onReport(reason, note);
          setNote("");
        }}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-base text-ink-soft">It goes to somebody else and does not come back to you.</legend>
          {REASONS.map((option) => (
            <label key={option.value} className="flex items-center gap-2 text-base">
              <input type="radio" name="reason" value={option.value} checked={reason === option.value} onChange={() => setReason(option.value)} className="accent-accent" />
              {option.label}
            </label>
          ))}
        </fieldset>
        <Field id="report-note" label="Note (optional)">
          <Textarea id="report-note" value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="primary">
            Give back
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
