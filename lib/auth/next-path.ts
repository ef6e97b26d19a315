/** Where a person goes after signing in, if nothing better is asked for. */
export const homePath = "/";

/**
 * The path that was asked for before sign-in, or home. Only a path of ours passes: no other host, no scheme, no backslash that a browser
 * reads as a slash, and not sign-in itself.
 */
export function nextPath(asked: string | null | undefined): string {
  const base = "http://portal.invalid";
  if (!asked?.startsWith("/") || !URL.canParse(asked, base)) return homePath;
  const url = new URL(asked, base);
  const path = `${url.pathname}${url.search}`;
  if (url.origin !== base || path.startsWith("//") || path.startsWith("/sign-")) return homePath;
  return path;
}
