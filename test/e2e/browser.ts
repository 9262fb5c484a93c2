import chromiumPackage from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Chromium from npm; CHROMIUM_PATH names another one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromiumPackage.executablePath());
  // No software GL: headless pages hand it frames faster than it paints them, and a page that goes away waits for all of them, over a minute.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--font-render-hinting=none"], headless: true });
}
