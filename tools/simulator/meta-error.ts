import { errorText } from "@/tools/simulator/error-texts";
import type { Locale } from "@/tools/simulator/known-error";

/** An error as Meta words it (graph-api.md §5.1); `status` is the HTTP status, which does not classify anything. */
export interface MetaError {
  readonly status: number;
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
  readonly type?: string;
  readonly isTransient?: boolean;
  readonly userTitle?: string;
  readonly userMessage?: string;
  /** An object, or one written as a JSON string (graph-api.md §5.1). */
  readonly errorData?: object | string;
}

/** Thrown inside the simulator to end a request with Meta's words. */
export class Refusal extends Error {
  constructor(readonly error: MetaError) {
    super(error.message);
  }

  /** Meta's text and usual status of the code. */
  static of(code: number, subcode?: number): Refusal {
    const message = errorText(code, subcode, "en");
    return new Refusal({
      status: statusOf(code),
      code,
      message,
      ...(subcode === undefined ? {} : { subcode }),
    });
  }
}

export const invalidParameter = (message: string): Refusal =>
  new Refusal({ status: 400, code: 100, message: `(#100) ${message}` });

const tokenSubcodes = {
  removed: 458,
  checkpointed: 459,
  password_changed: 460,
  expired: 463,
  logged_out: 467,
} as const;

/** 190 with the subcode of a dead token. */
export function deadToken(state: keyof typeof tokenSubcodes): Refusal {
  const subcode = tokenSubcodes[state];
  return new Refusal({ status: 400, code: 190, subcode, message: errorText(190, subcode, "en") });
}

/** The usual HTTP status of a code: throttles and token errors come as 400, permission as 403, outages as 500 (graph-api.md §5.1). */
export function statusOf(code: number): number {
  if (code === 1 || code === 2) return 500;
  return code === 10 || (code >= 200 && code < 300) ? 403 : 400;
}

/** What stands in the body. In Polish every text of Meta's is Polish, whatever the refusal said (F36). */
export function errorBody(error: MetaError, locale: Locale = "en"): string {
  return JSON.stringify({
    error: {
      message: locale === "pl" ? errorText(error.code, error.subcode, "pl") : error.message,
      type: error.type ?? "OAuthException",
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      is_transient: error.isTransient ?? false,
      ...(error.userTitle === undefined ? {} : { error_user_title: error.userTitle }),
      ...(error.userMessage === undefined ? {} : { error_user_msg: error.userMessage }),
      ...(error.errorData === undefined ? {} : { error_data: error.errorData }),
      fbtrace_id: "AsImUlAtEdTrAcE",
    },
  });
}
