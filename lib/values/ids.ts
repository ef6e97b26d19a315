declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Database ids (uuid text), branded so that one cannot stand for another. */
export type ClientId = Id<"client">;
export type AdAccountId = Id<"ad account">;
export type ConnectionId = Id<"connection">;
export type StaffId = Id<"staff member">;
export type RunId = Id<"run">;
export type AttemptId = Id<"attempt">;
export type PublicationId = Id<"publication">;
export type NoteId = Id<"report note">;
export type ShareLinkId = Id<"share link">;

/** Meta's id of an ad account, always written with its prefix: `act_1000000000000001`. */
export type MetaAccountId = `act_${string}`;
