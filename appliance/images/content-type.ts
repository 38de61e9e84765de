/**
 * What a browser is told about a file of an image. Installers do not care; a person wants to read texts. Nothing from a medium
 * is ever HTML, a script or XML for the browser: it would run as a page of the appliance (trust 4.75).
 */
export function contentType(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (name.endsWith(".iso")) return "application/x-iso9660-image";
  if (name.endsWith(".rpm")) return "application/x-rpm";
  if (/\.deb$|\.udeb$/.test(name)) return "application/vnd.debian.binary-package";
  return TEXT.test(name) ? "text/plain; charset=utf-8" : "application/octet-stream";
}

const TEXT =
  /^(?:\.?treeinfo|\.discinfo|\.composeinfo|info|eula|gpl|license|copying|readme.*|(?:in)?release|packages|sha(?:256|512)sums?|.*\.(?:txt|cfg|conf|repo|xml|json|ya?ml|html?|asc|sha256|list|pot?|js|css|svg))$/;
