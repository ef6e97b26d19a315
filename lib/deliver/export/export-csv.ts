import { type ExportRow, exportColumns } from "@/lib/deliver/export/export-rows";

const byteOrderMark = "\uFEFF";

/**
 * RFC 4180 text of these rows: commas, CRLF, decimal points, one head. A text that a spreadsheet would run as a formula (it begins with = + - @,
 * a tab or a line end) gets an apostrophe in front; a number keeps its minus. `bom` is for Excel, which else reads UTF-8 as something older.
 */
export function exportCsv(rows: readonly ExportRow[], options: { readonly bom: boolean }): string {
  const lines = [
    exportColumns.join(","),
    ...rows.map((row) => exportColumns.map((column) => cell(row[column])).join(",")),
  ];
  return `${options.bom ? byteOrderMark : ""}${lines.join("\r\n")}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
