import { readBody } from "@/lib/ops/read-body";
import { longestPasscode } from "@/lib/sharing/passcode";

/** Bytes; a passcode and the words of a form around it need far fewer. */
const largestForm = 4096;

/** The passcode that a form sent, or null where there is none that could be one: it takes no try. */
export async function readPasscode(request: Request): Promise<string | null> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return null;
  const text = await readBody(request, largestForm);
  if (text === null) return null;
  const passcode = new URLSearchParams(text).get("passcode")?.trim() ?? "";
  return passcode === "" || [...passcode].length > longestPasscode ? null : passcode;
}
