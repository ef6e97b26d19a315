import os from "node:os";
import type { Actor } from "@/lib/db/database";

/** The CLI acts as admin `cli`, recorded with the operating system's user (product.md, Who may do what). */
export function operator(): Actor {
  return { staffId: null, role: "admin", name: `cli (${systemUser()})` };
}

function systemUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A container may run under a number that no user has.
    return String(process.getuid?.() ?? "unknown");
  }
}
