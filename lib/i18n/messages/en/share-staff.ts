/** `/share-links`, and what staff read where they make a link. */
export const staff = {
  tooFar: "A link opens for two years at most. Choose an earlier day.",
  passcodeShort: "A passcode needs at least {least, plural, one {# character} other {# characters}}.",
  passcode: "Passcode (optional)",
  passcodeHint:
    "At least {least, plural, one {# character} other {# characters}}. Send it another way than the link; it cannot be shown again.",
} as const;
