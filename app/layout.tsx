import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Juxta", template: "%s · Juxta" },
  description: "Human preference on image edits: judge, score, report.",
  robots: { index: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

// Runs before the first paint, so that a person without a stored choice gets the system's theme without a flash.
const followSystemTheme = `if(!document.documentElement.dataset.theme)document.documentElement.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const stored = (await cookies()).get("theme")?.value;
  const theme = stored === "dark" || stored === "light" ? stored : undefined;
  return (
    <html lang="en" data-theme={theme} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: followSystemTheme }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
