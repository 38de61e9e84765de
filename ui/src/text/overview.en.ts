/** What the overview adds to the words of its parts. */
export const en = {
  stop: "Stop serving",
  serveMenu: "Serving: more",
  again: "Serve again",
  paused: "A person stopped it. No machine gets an address or boots from here; installs under way go on.",
  pausedOther: "An owner can let it serve again.",
  stopTitle: "Stop serving?",
  stopWarning:
    "No machine gets an address or boots from here until somebody lets it serve again. Installs under way go on.",
  stopped: "It does not serve any more.",
  started: "It serves again.",
  moreFindings: (count: number) => `and ${count} more`,
  fewerFindings: "Show fewer",
};
