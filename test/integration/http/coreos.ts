export const coreos = {
  name: "coreos-1010.5.0",
  version: "1010.5.0",
  state: "ready",
  verified: true,
  bytes: 221249536,
  files: [],
  usedBy: [],
} as const;
