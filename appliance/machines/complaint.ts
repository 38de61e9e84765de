/** Lines of installers' logs that name why an installation stops. Few and certain: a wrong cause is worse than none. */
const COMPLAINTS: readonly { readonly in: RegExp; readonly says: (found: RegExpExecArray) => string }[] = [
  // d-i, main-menu: WARNING **: Configuring 'partman-base' failed with error code 141
  {
    in: /Configuring '([\w.+-]{1,60})' failed with error code (\d+)/,
    says: ([, step = "", code = ""]) => `the step ${step} of the Debian installer failed (error code ${code}).`,
  },
  // d-i, main-menu: Menu item 'bootstrap-base' failed.
  {
    in: /Menu item '([\w.+-]{1,60})' failed/,
    says: ([, step = ""]) => `the step ${step} of the Debian installer failed.`,
  },
  // Anaconda, for %pre, %pre-install and %post alike
  {
    in: /Error code (\d+) (?:encountered )?running the kickstart script at line (\d+)/,
    says: ([, code = "", line = ""]) =>
      `the script at line ${line} of the kickstart file ended with error code ${code}.`,
  },
  // Anaconda in text and cmdline mode
  {
    in: /Non interactive installation failed: (.{1,200})/,
    says: ([, why = ""]) => `the installation failed: ${why.trim()}`,
  },
];

/** With DEBCONF_DEBUG=developer d-i tells each question that comes up, and in the next line whether it waits for a person. */
const QUESTION = /--> INPUT (?:critical|high|medium|low) ([\w/.+-]{1,120})/;
const IS_ASKED = "<-- 0 question will be asked";

/** The cause that a line names, as the end of a sentence; undefined for all others. `before` is the line before it. */
export function complaintOf(text: string, before = ""): string | undefined {
  const question = text.includes(IS_ASKED) ? QUESTION.exec(before)?.[1] : undefined;
  if (question !== undefined)
    return `it waits for an answer to the question ${question}. Answer it in the preseed file.`;
  for (const complaint of COMPLAINTS) {
    const found = complaint.in.exec(text);
    if (found !== null) return complaint.says(found);
  }
  return undefined;
}
