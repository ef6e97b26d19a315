export type Locale = "en" | "pl";

/** An error of Meta's as graph-api.md §5.3 lists it, in the two languages a token owner's Facebook may be in (F36). */
export interface KnownError {
  readonly code: number;
  readonly subcode?: number;
  /** Where it is not the usual one of the code. */
  readonly status?: number;
  readonly type?: string;
  readonly isTransient?: boolean;
  readonly userTitle?: Readonly<Record<Locale, string>>;
  readonly userMessage?: Readonly<Record<Locale, string>>;
  readonly en: string;
  readonly pl: string;
}
