const PLAIN_INTERVAL_MS = 5_000;

export type ProgressLine = { show(text: string): void; end(): void };

/** One line that is rewritten in a terminal; elsewhere a line every few seconds. */
export function createProgressLine(): ProgressLine {
  const { isTTY } = process.stderr;
  let shown = "";
  let shownAt = 0;
  return {
    show: (text) => {
      if (text === shown || (!isTTY && Date.now() - shownAt < PLAIN_INTERVAL_MS)) return;
      process.stderr.write(isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      shown = text;
      shownAt = Date.now();
    },
    end: () => {
      if (isTTY && shown) process.stderr.write("\r\u001b[K");
      shown = "";
    },
  };
}
