import { Decimal as DecimalBase } from "decimal.js";

const Decimal = DecimalBase.clone({ precision: 60, toExpNeg: -60, toExpPos: 60 });
const whole = /^\d{1,12}$/;
const number = /^-?\d+(\.\d+)?$/;

/** Adds decimal strings up exactly. What is no number is left out; counts, nearly all there is, take the short way. */
export class ExactSum {
  #count = 0;
  #rest: DecimalBase | null = null;
  #isEmpty = true;

  add(value: unknown): void {
    if (typeof value !== "string") return;
    if (whole.test(value)) this.#count += Number(value);
    else if (number.test(value)) this.#rest = (this.#rest ?? new Decimal(0)).plus(value);
    else return;
    this.#isEmpty = false;
  }

  /** The sum without trailing zeros; null when there was nothing to add. */
  text(): string | null {
    if (this.#isEmpty) return null;
    return this.#rest ? this.#rest.plus(this.#count).toFixed() : String(this.#count);
  }
}
