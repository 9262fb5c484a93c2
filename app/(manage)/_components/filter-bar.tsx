"use client";

import { usePathname, useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useTransition } from "react";
import { classNames } from "../../_components/class-names.ts";

/** A form whose answers live in the address: choosing applies at once, text applies on Enter. Works as a plain GET form too. */
export function FilterBar({ children, label }: { children: ReactNode; label: string }) {
  const router = useRouter();
  const path = usePathname();
  const [isPending, startTransition] = useTransition();
  const apply = (form: HTMLFormElement) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") query.set(name, value);
    startTransition(() => router.push(query.size === 0 ? path : `${path}?${query}`, { scroll: false }));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply(event.currentTarget);
  };
  const onChange = (event: FormEvent<HTMLFormElement>) => {
    if (event.target instanceof HTMLSelectElement) apply(event.currentTarget);
  };
  return (
    <form role="search" aria-label={label} onSubmit={onSubmit} onChange={onChange} className={classNames("mb-4 grid grid-cols-2 items-end gap-2 transition-opacity sm:flex sm:flex-wrap", isPending && "opacity-60")} data-print="hide">
      {children}
    </form>
  );
}
