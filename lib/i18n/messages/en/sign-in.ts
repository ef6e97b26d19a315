/** Signing in (mocks/sign-in). Nothing here says whether an address belongs to somebody. */
export const signIn = {
  title: "Sign in",
  clients: "Clients need no account: they open the link they were sent.",
  language: "Language",
  address: {
    heading: "Sign in",
    lead: "We mail you a code. There is no password.",
    label: "E-mail address",
    hint: "The one you were invited with.",
    submit: "Mail me a code",
    busy: "Mailing the code",
    malformed: "Write the whole address, with @ and what follows it.",
    signedOut: "You are signed out.",
    signOutHere: "Sign out from the portal itself.",
  },
  code: {
    heading: "Enter the code from your mail",
    lead: "If <b>{email}</b> is invited, a code is being mailed there. It works once, for {minutes} minutes. If none comes within a minute, ask for a new one below.",
    label: "Six-digit code",
    hint: "You can paste it.",
    submit: "Sign in",
    busy: "Signing in",
    again: "Mail me a new code",
    againIn: "New code in {time}",
    other: "Use another address",
    malformed: "The code has six digits.",
    wrong:
      "This code was not accepted. Compare it with the newest mail, or ask for a new one. {remaining, plural, =0 {That was the last try.} one {# try is left.} other {# tries are left.}}",
    expired: "This code is over. Ask for a new one below.",
    resent:
      "A new code is being mailed; the newest one counts. If none comes this time either, tell whoever invited you.",
  },
  tooMany: "Too many tries. You can try again in {minutes, plural, one {# minute} other {# minutes}}.",
  outageTitle: "Nobody can be recognised right now",
  outage:
    "The portal cannot ask its sign-in service who you are. The fault is on our side; you stay signed in. Open this page again in a few minutes.",
  unavailable:
    "Codes cannot be mailed or checked at the moment, so nobody can sign in. Nothing was changed. Try again in a few minutes.",
} as const;
