"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

const POLL_MS = 2_000;

/** Whether pages can be made again; a server that cannot be reached says nothing. */
async function isBack(): Promise<boolean> {
  const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
  return answer !== null && answer.ok;
}

/** Goes to the same address again: at a press, and by itself once the server says that it is well. */
export function RetryButton() {
  const t = useTranslations("shell");
  const [isBusy, setBusy] = useState(false);
  const retry = () => {
    setBusy(true);
    // At the page's own address the question is which page that was; the start knows.
    if (window.location.pathname === "/unavailable") window.location.assign("/");
    else window.location.reload();
  };
  useEffect(() => {
    const timer = setInterval(() => void isBack().then((back) => back && retry()), POLL_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <Button variant="primary" onClick={retry} disabled={isBusy}>
      {t("failed.again")}
    </Button>
  );
}
