export { csvCell } from "./csv-cell.ts";
export { type FigureColumn, type FigureKind, type FigureTable, type FigureValue, isInterval, TABLE_FORMATS, type TableFormat } from "./figure-table.ts";
export { escapeLatex, TABLE_FILES, toCsv, toLatex, toTableJson } from "./write-table.ts";
