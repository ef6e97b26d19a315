import { scaleBand, scaleLinear } from "d3-scale";

/** A panel of the course: px from the top of the chart, and its own scale from zero. */
export interface Panel {
  readonly top: number;
  readonly bottom: number;
  /** The largest value the scale shows. */
  readonly max: number;
  y(value: number): number;
}

const resultTop = 24;
const resultHeight = 78;
const spendHeight = 112;

/** Results: room above the highest bar for its number. */
export function resultPanel(values: readonly number[]): Panel {
  const top = resultTop;
  const bottom = top + resultHeight;
  const max = Math.max(...values, 1);
  // The tallest bar ends 13 px below the panel's edge: its number stands inside the panel.
  const scale = scaleLinear([0, max], [bottom, top + 13]);
  return { top, bottom, max, y: (value) => scale(value) };
}

/** Spend: a round top, two steps. Stands below the results, or alone. */
export function spendPanel(values: readonly number[], below: boolean): Panel {
  const top = below ? resultTop + resultHeight + 42 : 24;
  const bottom = top + spendHeight;
  const max = roundTop(Math.max(...values, 0));
  const scale = scaleLinear([0, max], [bottom, top]);
  return { top, bottom, max, y: (value) => scale(value) };
}

/** Zero, middle and top of the scale. */
export function spendTicks(panel: Panel): number[] {
  return [0, panel.max / 2, panel.max];
}

/** The next 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten, so that the middle tick is round too. */
function roundTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/** Days across, in percent: each its slot, and a bar inside it. */
export function dayScale(dates: readonly string[]) {
  const slots = scaleBand([0, 100]).domain(dates);
  const width = slots.bandwidth();
  const barWidth = width * 0.62;
  const slot = (date: string) => slots(date) ?? 0;
  return {
    slot,
    slotWidth: width,
    barWidth,
    bar: (date: string) => slot(date) + (width - barWidth) / 2,
    middle: (date: string) => slot(date) + width / 2,
  };
}
