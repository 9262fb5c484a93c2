"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { classNames } from "./class-names.ts";

/** A modal built on the browser's own dialog: focus is trapped and Escape closes it. */
export function Dialog({ open, onClose, title, children, wide }: { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean }) {
  const t = useTranslations("shell");
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === element.current && onClose()}
      className={classNames("m-auto max-h-[85dvh] w-[calc(100%-32px)] rounded-card border border-line bg-raised p-0 text-ink shadow-float", wide ? "max-w-3xl" : "max-w-lg")}
    >
      <div className="flex items-center justify-between gap-4 border-b border-line px-5 py-3">
        <h2 id={titleId} className="text-lead font-semibold">
          {title}
        </h2>
        <button type="button" onClick={onClose} aria-label={t("close")} className="rounded-control p-1 text-ink-soft hover:bg-sunken hover:text-ink">
          <X size={18} />
        </button>
      </div>
      <div className="px-5 py-4">{children}</div>
    </dialog>
  );
}
