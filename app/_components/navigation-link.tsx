"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "./class-names.ts";

/** A section's tab; marked as current also on the pages below it, unless `exact`. */
export function NavigationLink({ href, label, exact }: { href: string; label: string; exact?: boolean }) {
  const path = usePathname();
  const isCurrent = exact ? path === href : path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={classNames(
        "relative flex h-9 items-center px-2 text-base whitespace-nowrap hover:text-ink",
        isCurrent ? "font-medium text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:bg-ink" : "text-ink-soft",
      )}
    >
      {label}
    </Link>
  );
}
