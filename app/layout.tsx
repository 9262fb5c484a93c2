import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ClientMessages } from "./_components/client-messages.tsx";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("titles");
  return { title: { default: "Juxta", template: "%s · Juxta" }, description: t("description"), robots: { index: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

// Runs before the first paint, so that a person without a stored choice gets the system's theme without a flash.
const followSystemTheme = `if(!document.documentElement.dataset.theme)document.documentElement.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const stored = (await cookies()).get("theme")?.value;
  const theme = stored === "dark" || stored === "light" ? stored : undefined;
  return (
    <html lang={await getLocale()} data-theme={theme} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: followSystemTheme }} />
      </head>
      <body>
        <ClientMessages>{children}</ClientMessages>
      </body>
    </html>
  );
}
