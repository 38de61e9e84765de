/** A text as HTML, in elements and in quoted attributes. */
export const htmlText = (raw: string): string =>
  raw.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
