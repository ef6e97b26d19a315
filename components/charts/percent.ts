/** A length for SVG: x is in percent and y in px, so that a chart is fluid and its type never scales (mocks/report.md, Charts). */
export function percent(value: number): string {
  return `${round(value)}%`;
}

/** Two decimals: enough for a pixel, and the same text on every machine. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
