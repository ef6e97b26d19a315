/** What the panel shows of a figure; every text in the reader's language. */
export type SourceAnswer =
  | {
      readonly title: string;
      /** The figure as the facts make it now. */
      readonly sum: string;
      readonly rows: readonly (readonly [term: string, text: string])[];
      /** Who may say that it looks wrong, and whether somebody did; null where it is no figure of one client's month. */
      readonly wrong: {
        readonly client: string;
        readonly month: string;
        readonly metric: string;
        readonly may: boolean;
        readonly already: string | null;
      } | null;
    }
  | { readonly error: string };

export type WrongAnswer = { readonly done: string } | { readonly error: string };
