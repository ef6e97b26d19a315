/**
 * The same page as tersely as somebody might write it by hand: without the end tags that HTML lets be left out, quotes that it does not need,
 * and data for machines. What is left is words, figures, and what gives them their look.
 */
export function asWrittenByHand(html: string): string {
  return html
    .replaceAll(/><\/(?:rect|path|line|circle|polyline|polygon|use|stop)>/g, "/>")
    .replaceAll(/<\/(?:p|li|td|th|tr|tbody|thead|tfoot|dt|dd|option|html|body|head)>/g, "")
    .replaceAll(/ data-[a-z-]+="[^"]*"/g, "")
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(/="([^"\s'=<>`]+)"(?=[\s/>])/g, "=$1"));
}
