import { errorNamed, errorOf } from "@/tools/simulator/error-texts";
import type { Deviation } from "@/tools/simulator/faults";
import type { KnownError, Locale } from "@/tools/simulator/known-error";
import { errorBody, type MetaError, statusOf } from "@/tools/simulator/meta-error";

type ErrorFault = Extract<Deviation, { kind: "error" | "refusal" }>;

/** The answer that a fault puts in place of Meta's: a row of graph-api.md §5.3 by its name, or an error of any code. */
export function scriptedError(fault: ErrorFault, ownersLocale: Locale): { status: number; body: string } {
  const locale = fault.locale ?? ownersLocale;
  const error = fault.kind === "refusal" ? named(fault, locale) : ofCode(fault, locale);
  return { status: error.status, body: errorBody(error) };
}

function named(fault: Extract<Deviation, { kind: "refusal" }>, locale: Locale): MetaError {
  const known = errorNamed(fault.error);
  return {
    ...told(known, locale),
    code: known.code,
    status: fault.status ?? known.status ?? statusOf(known.code),
    message: known[locale],
    ...(known.subcode === undefined ? {} : { subcode: known.subcode }),
  };
}

function ofCode(fault: Extract<Deviation, { kind: "error" }>, locale: Locale): MetaError {
  const { code, subcode, message, userTitle, userMessage, errorData } = fault;
  const known = errorOf(code, subcode);
  // The extras of a row belong to its own code and subcode only.
  const extras = known.code === code && known.subcode === subcode ? told(known, locale) : {};
  return {
    ...extras,
    code,
    status: fault.status ?? statusOf(code),
    message: message ?? known[locale],
    ...(subcode === undefined ? {} : { subcode }),
    ...(userTitle === undefined ? {} : { userTitle }),
    ...(userMessage === undefined ? {} : { userMessage }),
    ...(errorData === undefined ? {} : { errorData }),
  };
}

function told({ type, isTransient, userTitle, userMessage }: KnownError, locale: Locale): Partial<MetaError> {
  return {
    ...(type === undefined ? {} : { type }),
    ...(isTransient === undefined ? {} : { isTransient }),
    ...(userTitle === undefined ? {} : { userTitle: userTitle[locale] }),
    ...(userMessage === undefined ? {} : { userMessage: userMessage[locale] }),
  };
}
