import { type FigureColumn, type FigureTable, type FigureValue, isInterval } from "../figure-table/index.ts";
import type { Interval } from "../stats/index.ts";
import type { ReportFigures } from "./build-figures.ts";
import { listTables } from "./report-tables.ts";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);

const STYLE = `
:root { color-scheme: light dark; --ink: #17181a; --soft: #5b5f66; --line: #d9dbdf; --ground: #fff; --mark: #0f766e; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #a3a8b0; --line: #3a3d42; --ground: #161719; --mark: #4fd1c5; } }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --ground: #fff; --mark: #0f766e; } section { break-inside: avoid; } nav { display: none; } }
body { margin: 0 auto; max-width: 1100px; padding: 32px 24px; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
h1 { font-size: 24px; letter-spacing: -0.01em; margin: 0 0 8px; } h2 { font-size: 17px; margin: 36px 0 8px; }
p { max-width: 72ch; color: var(--soft); margin: 4px 0 12px; } .lead { color: var(--ink); font-size: 17px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; border-bottom: 1px solid var(--line); padding-bottom: 8px; } a { color: inherit; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-size: 12px; font-weight: 500; color: var(--soft); border-bottom: 1px solid var(--soft); padding: 4px 8px; white-space: nowrap; }
td { border-bottom: 1px solid var(--line); padding: 4px 8px; } .n { text-align: right; white-space: nowrap; } small { display: block; font-size: 11px; color: var(--soft); }
svg { display: block; } details summary { cursor: pointer; }`;

const WIDTH = 120;

/** A share on a line from 0 to 100 % with its interval. */
function drawShare(share: number, interval: Interval | null): string {
  const x = (value: number) => (4 + value * (WIDTH - 8)).toFixed(1);
  const bar = interval ? `<line x1="${x(interval.low)}" x2="${x(interval.high)}" y1="7" y2="7" stroke="var(--mark)" stroke-width="4" stroke-linecap="round" opacity=".5"/>` : "";
  return `<svg width="${WIDTH}" height="14" role="img" aria-label="${(share * 100).toFixed(1)} %"><line x1="4" x2="${WIDTH - 4}" y1="7" y2="7" stroke="var(--line)" stroke-width="2"/><line x1="${WIDTH / 2}" x2="${WIDTH / 2}" y1="2" y2="12" stroke="var(--soft)"/>${bar}<circle cx="${x(share)}" cy="7" r="4" fill="var(--mark)"/></svg>`;
}

function formatValue({ kind }: FigureColumn, value: number): string {
  if (kind === "count") return String(value);
  return kind.startsWith("share") ? `${(value * 100).toFixed(1)} %` : value.toFixed(3);
}

function cell(column: FigureColumn, value: FigureValue | undefined, interval: Interval | null): string {
  if (typeof value === "string") return `<td>${escapeHtml(value)}</td>`;
  if (value === null || value === undefined || isInterval(value)) return '<td class="n">–</td>';
  const ends = interval ? `<small>${formatValue(column, interval.low)} – ${formatValue(column, interval.high)}</small>` : "";
  return `<td class="n">${formatValue(column, value)}${ends}</td>`;
}

/** A table with intervals below their figures, and the first share of each row drawn. */
function writeTable({ name, caption, columns, rows, note }: FigureTable): string {
  const shown = columns.filter(({ kind }) => !kind.endsWith("_interval"));
  const drawn = columns.find(({ kind }) => kind === "share");
  const intervalOf = (row: FigureTable["rows"][number], key: string) => (isInterval(row[`${key}_interval`]) ? (row[`${key}_interval`] as Interval) : null);
  const line = (row: FigureTable["rows"][number]) => {
    const share = drawn && row[drawn.key];
    const picture = drawn ? `<td>${typeof share === "number" ? drawShare(share, intervalOf(row, drawn.key)) : ""}</td>` : "";
    return `<tr>${shown.map((column) => cell(column, row[column.key], intervalOf(row, column.key))).join("")}${picture}</tr>`;
  };
  const head = shown.map(({ label, kind }) => `<th${kind === "text" ? "" : ' class="n"'}>${escapeHtml(label)}</th>`).join("");
  const body = rows.length === 0 ? "<p>Nothing to show.</p>" : `<div class="scroll"><table><thead><tr>${head}${drawn ? `<th>${escapeHtml(drawn.label)}, 0–100 %</th>` : ""}</tr></thead><tbody>${rows.map(line).join("")}</tbody></table></div>`;
  return `<section id="${name}"><h2>${escapeHtml(caption)}</h2><p>${escapeHtml(note)}</p>${body}</section>`;
}

/** The report as one HTML file that needs nothing else: every table with its rule, in light, dark and print. */
export function writeReportHtml(figures: ReportFigures, { title, sentence }: { title: string; sentence: string | null }): string {
  const tables = listTables(figures);
  const links = tables.map(({ name, caption }) => `<a href="#${name}">${escapeHtml(caption)}</a>`).join("");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><h1>${escapeHtml(title)}</h1>${sentence ? `<p class="lead">${escapeHtml(sentence)}</p>` : ""}<nav>${links}</nav>
${tables.map(writeTable).join("\n")}
</body></html>
`;
}
