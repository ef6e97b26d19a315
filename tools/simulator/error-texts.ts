import { errorsOfAccess } from "@/tools/simulator/errors-of-access";
import { errorsOfLimits } from "@/tools/simulator/errors-of-limits";
import { errorsOfRequests } from "@/tools/simulator/errors-of-requests";
import type { KnownError, Locale } from "@/tools/simulator/known-error";

const byName = { ...errorsOfRequests, ...errorsOfAccess, ...errorsOfLimits };

/** The name of a row of graph-api.md §5.3. */
export type ErrorName = keyof typeof byName;
export const errorNames = Object.keys(byName) as [ErrorName, ...ErrorName[]];

const all: readonly KnownError[] = Object.values(byName);

/** A row of graph-api.md §5.3 by its name. */
export function errorNamed(name: ErrorName): KnownError {
  return byName[name];
}

/** The row of a code and subcode, else the one of the code; a code without one has the texts of the unknown error. */
export function errorOf(code: number, subcode: number | undefined): KnownError {
  return (
    all.find((one) => one.code === code && one.subcode === subcode) ??
    all.find((one) => one.code === code && one.subcode === undefined) ??
    all.find((one) => one.code === code) ??
    errorsOfRequests.unknown
  );
}

/** Meta's text for a code in that language, when whoever refuses has none of its own. */
export function errorText(code: number, subcode: number | undefined, locale: Locale): string {
  return errorOf(code, subcode)[locale];
}
