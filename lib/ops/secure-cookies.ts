import { optionalEnv } from "@/lib/ops/env";

/** Whether cookies go over TLS only: wherever the portal's own address is https. On plain http a browser would not keep them. */
export function secureCookies(): boolean {
  return optionalEnv("APP_URL")?.startsWith("https:") ?? false;
}
