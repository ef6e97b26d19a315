/** What the panel shows of a figure; every text in the reader's language. */
export type SourceAnswer =
  | {
      readonly title: string;
      /** The figure as the facts make it now; null where they hold no single value for it: then it is shown as it stood on the page. */
      readonly sum: string | null;
      readonly rows: readonly (readonly [term: string, text: string])[];
      /** Who may say that it looks wrong, and whether somebody did; null where it is no figure of one client's month. */
      readonly wrong: {
        readonly client: string;
        readonly month: string;
        readonly metric: string;
        /** In words, where it is a part of the metric's figure; else empty. */
        readonly part: string;
        readonly may: boolean;
        readonly already: WrongDone | null;
      } | null;
    }
  | { readonly error: string };

interface WrongDone {
  readonly done: string;
  /** The alert where the report of this figure is closed; null where there is none yet. */
  readonly alert: number | null;
}

export type WrongAnswer = WrongDone | { readonly error: string };
