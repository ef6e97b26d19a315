/** A table of a font in its plain form (sfnt): where it begins, and how many bytes it has. */
export function tableOf(font: Buffer, tag: string): Buffer {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index;
    if (font.toString("latin1", record, record + 4) !== tag) continue;
    const offset = font.readUInt32BE(record + 8);
    return font.subarray(offset, offset + font.readUInt32BE(record + 12));
  }
  throw new Error(`The font has no table ${tag}.`);
}

interface FontName {
  /** 0 copyright, 1 family, 3 unique, 4 full, 6 for PostScript, 13 licence, 16 typographic family. */
  readonly id: number;
  readonly text: string;
  /** UTF-16, high byte first; a part of the font's own bytes. */
  readonly bytes: Buffer;
}

/** The font's names as Windows and browsers read them. */
export function namesOf(font: Buffer): FontName[] {
  const table = tableOf(font, "name");
  const strings = table.readUInt16BE(4);
  return Array.from({ length: table.readUInt16BE(2) }, (_, index) => 6 + 12 * index)
    .filter((record) => table.readUInt16BE(record) === 3)
    .map((record) => {
      const begin = strings + table.readUInt16BE(record + 10);
      const bytes = table.subarray(begin, begin + table.readUInt16BE(record + 8));
      return {
        id: table.readUInt16BE(record + 6),
        text: Buffer.from(bytes).swap16().toString("utf16le"),
        bytes,
      };
    });
}

/** Puts one word in the place of another of the same length in the names that a font is called by; copyright and licence stay. */
export function renameFont(font: Buffer, from: string, to: string): void {
  if (from.length !== to.length) throw new Error("The new word must be as long as the old one.");
  for (const { id, text, bytes } of namesOf(font)) {
    if (![1, 3, 4, 6, 16].includes(id)) continue;
    Buffer.from(text.replaceAll(from, to), "utf16le").swap16().copy(bytes);
  }
}
