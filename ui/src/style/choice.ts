import { css } from "lit";

/** A tick or a point with its words beside it and what it means below. */
export const choiceStyle = css`
  .choice {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    gap: 2px 8px;
    align-items: center;
    min-height: 44px;
  }
  .choice input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  .choice .soft {
    grid-column: 2;
    font-weight: 400;
  }
`;

/** One of a few, each on a sheet of its own that a finger hits anywhere. */
export const choiceCardStyle = css`
  .choice {
    border: 1px solid var(--line);
    border-radius: 12px;
    cursor: pointer;
  }
  .choice:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    background: color-mix(in srgb, var(--accent-soft) 55%, var(--sheet));
  }
  .choice:focus-within {
    outline: 3px solid var(--busy);
    outline-offset: 2px;
  }
  input[type="radio"] {
    width: 22px;
    height: 22px;
    margin: 0;
    accent-color: var(--accent);
  }
  input[type="radio"]:focus-visible {
    outline: none;
  }
`;
