"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../../_components/button.tsx";
import { Dialog } from "../../../_components/dialog.tsx";
import { Field, Textarea } from "../../../_components/field.tsx";
import { Kbd } from "../../../_components/kbd.tsx";
import { NOTES, SHORTCUTS } from "./shortcuts.ts";

type DialogProps = { open: boolean; onClose: () => void };

export function HelpDialog({ open, onClose }: DialogProps) {
  const t = useTranslations("judge");
  return (
    <Dialog open={open} onClose={onClose} title={t("help.title")}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {[...SHORTCUTS.filter((shortcut) => shortcut.does !== null), ...NOTES].map((shortcut) => (
          <div key={shortcut.keys} className="contents">
            <dt>
              <Kbd>{shortcut.keys === "Space" || shortcut.keys === "Enter" ? t(`keyNames.${shortcut.keys}`) : shortcut.keys}</Kbd>
            </dt>
            <dd className="text-base">{shortcut.does ? t(`keys.${shortcut.does}`) : null}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const REASONS = ["pictures_broken", "instruction_unclear", "content_offensive", "skipped"] as const;

/** Gives a comparison back with a reason; somebody else, or a reviewer, will see it. */
export function ReportDialog({ open, onClose, onReport }: DialogProps & { onReport: (reason: string, note: string) => void }) {
  const t = useTranslations("judge");
  const [reason, setReason] = useState<string>("pictures_broken");
  const [note, setNote] = useState("");
  return (
    <Dialog open={open} onClose={onClose} title={t("giveBack.title")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onReport(reason, note);
          setNote("");
        }}
      >
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 text-base text-ink-soft">{t("giveBack.lead")}</legend>
          {REASONS.map((option) => (
            <label key={option} className="flex items-center gap-2 text-base">
              <input type="radio" name="reason" value={option} checked={reason === option} onChange={() => setReason(option)} className="accent-accent" />
              {t(`giveBack.reasons.${option}`)}
            </label>
          ))}
        </fieldset>
        <Field id="report-note" label={t("giveBack.note")}>
          <Textarea id="report-note" value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("giveBack.keep")}</Button>
          <Button type="submit" variant="primary">
            {t("giveBack.submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
