/** Request header in which the proxy tells pages the path and query they were asked for; what a browser sends under it is overwritten. */
export const askedPathHeader = "x-plumbline-asked";
