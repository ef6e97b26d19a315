import { optionalEnv } from "@/lib/ops/env";

/**
 * Whether cookies go over TLS only: always, unless the portal's own address says that it is plain http, where a browser would not keep
 * them. Without an address they are the safe kind.
 */
export function secureCookies(): boolean {
  const address = optionalEnv("APP_URL");
  return address === undefined || new URL(address).protocol !== "http:";
}
