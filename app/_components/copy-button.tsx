"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "./button.tsx";

const SHOWN_MS = 1_600;

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations("shell");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <Button size="small" onClick={copy} aria-live="polite">
      {copied ? <Check size={14} /> : <Copy size={14} />}
      {copied ? t("copied") : (label ?? t("copy"))}
    </Button>
  );
}
