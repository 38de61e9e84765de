/** Settings: how a browser knows that this is the right appliance. */
export const en = {
  name: "Names and certificate",
  trusted: "This connection is encrypted. Whose box it is, the six words tell.",
  plain: "This page came without encryption. Use https wherever you can.",
  openSecure: "Open it by https",
  words: "Six words",
  wordsWhy:
    "They belong to the key of this appliance’s authority and stay as long as the key does. The console shows the same ones when the appliance starts.",
  certificate: "Certificate",
  names: "Names",
  addresses: "Addresses",
  valid: "Counts",
  validFromTo: (from: string, to: string) => `from ${from} to ${to}; renewed by itself in time`,
  fingerprint: "SHA-256 of the authority",
  trust: "So that the browser does not warn",
  trustWhy:
    "Install the certificate of this appliance’s authority once on each computer. It can vouch only for private names and addresses and for this appliance’s own, not for other sites on the Internet.",
  download: "Download the certificate",
  how: "How to install it",
  extra: "Further names",
  extraWhy:
    "Names by which your own DNS knows the appliance. Without them here, it refuses browsers that come by such a name.",
  fromFile: (names: string) => `From the configuration file: ${names}.`,
  oneEach: "One name a line",
  save: "Save the names",
  saved: "Saved. The certificate now covers these names.",
  savedAuthority:
    "Saved. The authority may now vouch for a name outside of private ones; install its certificate once more. Its words are the same.",
  reading: "Reading the certificate …",
};
