/** Staff screens: frame, lists, publishing, sharing. Figures, dates and names arrive formatted. */
export const staff = {
  shell: {
    main: "Main",
    skip: "To the content",
    reports: "Reports",
    signOut: "Sign out",
    role: { admin: "admin", manager: "manager", viewer: "viewer" },
  },
  error: {
    heading: "This page could not be read.",
    effect: "Nothing was changed. Collection and shared links are not affected.",
    retry: "Try again",
    reference: "For the engineer: {digest}",
  },
  notFound: {
    heading: "There is nothing at this address.",
    lead: "The page may have moved, or the address has a typing error.",
    home: "All reports",
  },
} as const;
