import { noChange } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

/** Sizes that come from data, set on the element: a style attribute, which Lit's styleMap begins with, the page's policy refuses. */
class Styled extends Directive {
  override render(_styles: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [styles]: [Readonly<Record<string, string>>]): typeof noChange {
    for (const [name, value] of Object.entries(styles)) (part.element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

/** `<div ${styled({ height: "40px" })}>` */
export const styled = directive(Styled);
