import { type ExportRow, exportColumns } from "@/lib/deliver/export/export-rows";

const byteOrderMark = "\uFEFF";

/**
 * RFC 4180 text of these rows: commas, CRLF, decimal points, one head. A text that a spreadsheet would run as a formula gets an apostrophe in front;
 * a number keeps its minus. `bom` is for Excel, which else reads UTF-8 as something older.
 */
export function exportCsv(rows: readonly ExportRow[], options: { readonly bom: boolean }): string {
  const lines = [
    exportColumns.join(","),
    ...rows.map((row) => exportColumns.map((column) => cell(row[column])).join(",")),
  ];
  return `${options.bom ? byteOrderMark : ""}${lines.join("\r\n")}\r\n`;
}

/**
 * Where a spreadsheet may begin a formula: at the start of a text and, inside it, after each sign that is its separator in some country (Polish Excel
 * parts a line at every semicolon, for a quote in the middle of its cell quotes nothing) or ends its line. A quote that opens such a part is not in the way, and East Asian settings take
 * a sign in full width for the same.
 */
const formulaStart = /(?<=^|[;|\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;

function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = /^-?\d+(\.\d+)?$/.test(text) ? text : text.replace(formulaStart, "'");
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
