/** The same keys with any words: what a translation of `Source` must be. A missing or extra key is a type error. */
export type MessagesLike<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : MessagesLike<Source[Key]>;
};
