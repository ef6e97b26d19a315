import { longestPasscode } from "@/lib/sharing/passcode";

const largestForm = 4096;

/** The passcode that a form sent, or null where there is none that could be one: it takes no try. */
export async function readPasscode(request: Request): Promise<string | null> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return null;
  if (Number(request.headers.get("content-length") ?? Number.NaN) > largestForm) return null;
  const text = await request.text();
  if (text.length > largestForm) return null;
  const passcode = new URLSearchParams(text).get("passcode")?.trim() ?? "";
  return passcode === "" || [...passcode].length > longestPasscode ? null : passcode;
}
