/** How machines that look at links for others name themselves: link previews of chats, mail scanners, search engines. */
const machines = [
  /facebookexternalhit|facebot|meta-external|slackbot|slack-imgproxy|twitterbot|telegrambot|linkedinbot|discordbot/i,
  /skypeuripreview|bingpreview|googleimageproxy|google-pagerenderer|mediapartners-google|apis-google|iframely|embedly/i,
  // The app itself is a browser's business; only the machine's name stands at the beginning.
  /^whatsapp\//i,
  // Any robot with its version, which a telephone's make like "CUBOT X30" has not.
  /bot\/|crawler|spider/i,
];

/**
 * Whether a request that a link let in is an opening: asked for by somebody who will look. A question about headers, a page that a browser reads ahead
 * and a machine that says what it is are none; who says nothing is counted. Pure.
 */
export function isOpening({ method, headers }: Pick<Request, "method" | "headers">): boolean {
  if (method !== "GET") return false;
  const purposes = ["sec-purpose", "purpose", "x-purpose", "x-moz"].map((name) => headers.get(name) ?? "");
  if (purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose))) return false;
  const agent = headers.get("user-agent") ?? "";
  return !machines.some((machine) => machine.test(agent));
}
