"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "../../../../../_components/copy-button.tsx";

const never = () => () => {};

/** The whole address of a path: this server's name is known in the browser alone. */
export function useAddress(path: string): string {
  const origin = useSyncExternalStore(never, () => window.location.origin, () => "");
  return `${origin}${path}`;
}

export function CopyAddress({ path, label }: { path: string; label: string }) {
  return <CopyButton text={useAddress(path)} label={label} />;
}
