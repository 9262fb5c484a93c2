"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../../../_components/button.tsx";
import { classNames } from "../../../../_components/class-names.ts";
import type { Figures } from "../../../../_components/figure.ts";
import { Notice } from "../../../../_components/notice.tsx";
import { Progress } from "../../../../_components/progress.tsx";
import { useExplain } from "../../../../_components/use-explain.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import type { KnownError } from "../../../../_messages/explain-error.ts";
import type { Translate } from "../../../../_messages/translate.ts";
import { sendFile, type Upload } from "./send-file.ts";

type Sending = { name: string; sent: number; total: number; bytesPerSecond: number };

/** What is left, at the speed so far. */
function describeRest({ sent, total, bytesPerSecond }: Sending, t: Translate<"imports">, { formatBytes }: Figures): string {
  if (sent === total) return t("upload.checking");
  if (bytesPerSecond <= 0) return "";
  const seconds = Math.ceil((total - sent) / bytesPerSecond);
  const speed = formatBytes(bytesPerSecond);
  return seconds < 90 ? t("upload.seconds", { speed, count: seconds }) : t("upload.minutes", { speed, count: Math.ceil(seconds / 60) });
}

function useUpload(slug: string) {
  const router = useRouter();
  const running = useRef<Upload | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<KnownError | null>(null);
  useEffect(() => {
    if (!sending) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [sending]);
  const start = async (file: File) => {
    setProblem(null);
    const begun = performance.now();
    const upload = sendFile(`/api/v1/projects/${slug}/imports?name=${encodeURIComponent(file.name)}`, file, (sent) =>
      setSending({ name: file.name, sent, total: file.size, bytesPerSecond: sent / Math.max(0.2, (performance.now() - begun) / 1_000) }),
    );
    running.current = upload;
    setSending({ name: file.name, sent: 0, total: file.size, bytesPerSecond: 0 });
    const result = await upload.result;
    setSending(null);
    if ("id" in result) router.push(`/projects/${slug}/imports/${result.id}`);
    else setProblem(result.problem);
  };
  return { sending, problem, start, stop: () => running.current?.stop() };
}

/** Takes a file by choosing or dropping it, and shows how far it is. */
export function UploadForm({ slug }: { slug: string }) {
  const t = useTranslations("imports");
  const figures = useFigures();
  const explain = useExplain();
  const { sending, problem, start, stop } = useUpload(slug);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => file && void start(file);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  if (sending) {
    return (
      <div className="flex min-h-36 flex-col justify-center gap-2 rounded-card border border-line bg-surface p-4">
        <p className="truncate font-medium">{sending.name}</p>
        <Progress value={sending.sent} total={sending.total} label={t("upload.label", { file: sending.name })} />
        <div className="flex items-center justify-between gap-3 text-small text-ink-soft tabular-nums">
          <span>
            {t("upload.sent", { sent: figures.formatBytes(sending.sent), total: figures.formatBytes(sending.total), rest: describeRest(sending, t, figures) })}
          </span>
          <Button size="small" onClick={stop}>
            {t("upload.stop")}
          </Button>
        </div>
        <p className="text-small text-ink-faint">{t("upload.keepOpen")}</p>
      </div>
    );
  }
  return (
    <div>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={classNames("relative flex min-h-36 cursor-pointer flex-col items-center justify-center gap-1 rounded-card border border-dashed px-4 text-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent", isOver ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-sunken")}
      >
        <FileUp size={20} className="text-ink-soft" aria-hidden />
        <span className="text-base font-medium">{t("upload.choose")}</span>
        <span className="text-small text-ink-faint">{t("upload.limit")}</span>
        <input type="file" accept=".jsonl,.zip" className="sr-only" onChange={(event: ChangeEvent<HTMLInputElement>) => take(event.target.files?.[0])} />
      </label>
      {problem ? (
        <Notice tone="loss" className="mt-3">
          {explain(problem)}
        </Notice>
      ) : null}
    </div>
  );
}
