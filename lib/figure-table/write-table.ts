import { csvCell } from "./csv-cell.ts";
import { type FigureColumn, type FigureTable, type FigureValue, isInterval, type TableFormat } from "./figure-table.ts";

const isIntervalColumn = ({ kind }: FigureColumn) => kind === "share_interval" || kind === "number_interval";

function flatten(column: FigureColumn, value: FigureValue | undefined): [string, string | number | null][] {
  if (!isIntervalColumn(column)) return [[column.key, isInterval(value) ? null : (value ?? null)]];
  const interval = isInterval(value) ? value : null;
  return [
    [`${column.key}_low`, interval?.low ?? null],
    [`${column.key}_high`, interval?.high ?? null],
  ];
}

/** One line a row at full precision; an interval is two columns; no cell can be taken for a formula. CRLF, as RFC 4180 has it. */
export function toCsv({ columns, rows }: FigureTable): string {
  const header = columns.flatMap((column) => flatten(column, null).map(([key]) => key));
  const lines = rows.map((row) => columns.flatMap((column) => flatten(column, row[column.key]).map(([, value]) => value)));
  return [header, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}

/** The table with its caption and rule; intervals as two fields. */
export function toTableJson({ name, caption, note, columns, rows }: FigureTable): string {
  const plain = rows.map((row) => Object.fromEntries(columns.flatMap((column) => flatten(column, row[column.key]))));
  return `${JSON.stringify({ name, caption, note, rows: plain }, null, 2)}\n`;
}

const SPECIAL: Record<string, string> = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** Text that LaTeX prints as it is. */
export function escapeLatex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (character) => SPECIAL[character] ?? `\\${character}`);
}

function latexNumber(kind: FigureColumn["kind"], value: number): string {
  if (kind === "count") return String(value);
  return kind.startsWith("share") ? (value * 100).toFixed(1) : value.toFixed(3);
}

function latexCell({ kind }: FigureColumn, value: FigureValue | undefined): string {
  if (value === null || value === undefined) return "--";
  if (isInterval(value)) return `{[}${latexNumber(kind, value.low)}, ${latexNumber(kind, value.high)}{]}`;
  return typeof value === "string" ? escapeLatex(value) : latexNumber(kind, value);
}

/** A `table` of booktabs, ready to paste: shares in percent with one decimal, other numbers with three, the rule as a note below. */
export function toLatex({ name, caption, note, columns, rows }: FigureTable): string {
  const label = ({ label: words, kind }: FigureColumn) => escapeLatex(words) + (kind === "share" ? " (\\%)" : "");
  const line = (cells: string[]) => `    ${cells.join(" & ")} \\\\`;
  return [
    "% needs \\usepackage{booktabs}",
    "\\begin{table}[t]",
    "  \\centering",
    `  \\caption{${escapeLatex(caption)}}`,
    `  \\label{tab:${name}}`,
    `  \\begin{tabular}{${columns.map(({ kind }) => (kind === "text" ? "l" : "r")).join("")}}`,
    "    \\toprule",
    line(columns.map(label)),
    "    \\midrule",
    ...rows.map((row) => line(columns.map((column) => latexCell(column, row[column.key])))),
    "    \\bottomrule",
    "  \\end{tabular}",
    `  \\par\\smallskip\\footnotesize ${escapeLatex(note)}`,
    "\\end{table}",
    "",
  ].join("\n");
}

/** What a browser and a file call each format. */
export const TABLE_FILES: Record<TableFormat, { type: string; write: (table: FigureTable) => string }> = {
  csv: { type: "text/csv; charset=utf-8", write: toCsv },
  json: { type: "application/json; charset=utf-8", write: toTableJson },
  tex: { type: "application/x-tex; charset=utf-8", write: toLatex },
};
