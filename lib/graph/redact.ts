/** Takes every secret out of a text that is about to be logged, stored or shown (R12). */
export type Redact = (text: string) => string;

const namedSecret =
  /((?:access_token|appsecret_proof|input_token|fb_exchange_token|client_secret|app_secret)["']?\s*[=:]\s*["']?)[^&\s"',}]+/gi;
const bearer = /(Bearer\s+)[^\s"',]+/gi;
/** Meta's access tokens begin so; another one than ours may stand in a `next` link or an error text. */
const metaToken = /EAA[A-Za-z0-9_-]{12,}/g;

/**
 * Makes a Redact for the given secrets, also in their URL-encoded form, and for what looks like a secret of Meta's. Texts are cut at
 * 1,000 characters afterwards: an answer that is not Meta's can be a whole HTML page.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const known = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, "[redacted]");
    return clean
      .replace(namedSecret, "$1[redacted]")
      .replace(bearer, "$1[redacted]")
      .replace(metaToken, "[redacted]")
      .slice(0, 1_000);
  };
}
