import { noChange } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";

/** Sets one CSS property of its element by script: the Content-Security-Policy refuses style attributes, also styleMap's first one. */
class CssValue extends Directive {
  override render(...[]: [name: string, value: string]): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [name, value]: [string, string]): unknown {
    (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

/** `<i ${cssValue("width", "64%")}></i>` */
export const cssValue = directive(CssValue);
