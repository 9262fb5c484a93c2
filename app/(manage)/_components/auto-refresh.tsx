"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Renders the page anew every few seconds while work goes on and somebody looks. */
export function AutoRefresh({ everyMs = 2_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
