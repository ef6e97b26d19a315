/**
 * A request's body as text, or null when it is longer than `most` bytes. Counted while it arrives, because a sender need not say how long a body
 * will be, or may say it wrongly; the rest is not read.
 */
export async function readBody(request: Request, most: number): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const reader = request.body?.getReader();
  if (!reader) return "";
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
