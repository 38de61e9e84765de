/**
 * Files that installers ask for and do without. Their absence is everyday life and said nowhere (os-facts 5d; rack §5): Anaconda
 * looks for its updates and for either spelling of .treeinfo, apt for compressed lists, translations and by-hash names before it
 * takes the plain ones, debootstrap for InRelease before Release.
 */
const OPTIONAL: readonly RegExp[] = [
  /^images\/(updates|product)\.img$/,
  /^(.*\/)?\.?treeinfo$/,
  /^(.*\/)?(\.discinfo|\.composeinfo|media\.repo|extra_files\.json)$/,
  /^(LiveOS\/squashfs\.img|images\/install\.img|images\/stage2\.img)$/,
  /^(.*\/)?repodata\/repomd\.xml\.(asc|key)$/,
  /^dists\/.*\/(by-hash\/|i18n\/|dep11\/|cnf\/|Contents-|Packages|Sources|Release$|Release\.gpg$|InRelease$)/,
  /^dists\/[^/]+-(updates|backports|security)\//,
  /^dists\/[^/]+\/(InRelease|Release|Release\.gpg)$/,
  /\.(sig|asc|DIGESTS)$/,
  /^favicon\.ico$/,
];

/** `path` within the tree, without a slash at its beginning. */
export const mayBeMissing = (path: string): boolean => OPTIONAL.some((pattern) => pattern.test(path));

/** What a person does about a file that a medium does not have. */
export function missingSentence(who: string, path: string, image: string): string {
  const hint = /(^|\/)(repodata|Packages|pool|dists)\//.test(path)
    ? "Minimal and network-install media lack packages: use the DVD ISO, or add a repository to the profile."
    : "Look whether the profile fits this image.";
  return `The installer of ${who} wanted ${path}, which ${image} does not have. ${hint}`;
}
