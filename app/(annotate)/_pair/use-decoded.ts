"use client";

import { useEffect, useState } from "react";
import type { JudgingView } from "#lib/judgment/index.ts";

/** Whether all pictures of a view are decoded: only then may it be answered. */
export function useDecoded(view: JudgingView | undefined): boolean {
  const [decoded, setDecoded] = useState<string | null>(null);
  const key = view?.leaseId;
  const addresses = view ? [...view.sources, ...view.edits].map((picture) => picture.address).join("\n") : "";
  useEffect(() => {
    if (!key) return;
    let isCurrent = true;
    const decode = (address: string) => {
      const image = new Image();
      image.src = address;
      return image.decode();
    };
    Promise.all(addresses.split("\n").map(decode)).then(
      () => isCurrent && setDecoded(key),
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [key, addresses]);
  return key !== undefined && decoded === key;
}
