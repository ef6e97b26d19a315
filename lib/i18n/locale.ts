/** Languages that are complete (product.md, Quality bars). */
export const locales = ["pl", "en"] as const;
export type Locale = (typeof locales)[number];
