import Link from "next/link";
import type { ButtonHTMLAttributes, ComponentProps } from "react";
import { classNames } from "./class-names.ts";

type Look = { variant?: "primary" | "secondary" | "ghost" | "danger"; size?: "small" | "medium" | "large" };

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover border-transparent font-semibold",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken font-medium",
  ghost: "bg-transparent text-ink-soft border-transparent hover:bg-sunken hover:text-ink font-medium",
  danger: "bg-surface text-loss border-line-strong hover:bg-loss-soft hover:border-loss font-medium",
} as const;

const SIZES = {
  small: "h-7 px-2 text-small gap-1",
  medium: "h-9 px-3 text-base gap-2",
  large: "h-11 px-5 text-base gap-2",
} as const;

function look({ variant = "secondary", size = "medium" }: Look): string {
  return classNames(
    "inline-flex items-center justify-center rounded-control border whitespace-nowrap select-none transition-colors duration-100",
    "disabled:opacity-45 disabled:hover:bg-inherit aria-disabled:opacity-45",
    VARIANTS[variant],
    SIZES[size],
  );
}

export function Button({ variant, size, className, type = "button", ...rest }: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={classNames(look({ variant, size }), className)} {...rest} />;
}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ variant, size, className, ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={classNames(look({ variant, size }), className)} {...rest} />;
}
