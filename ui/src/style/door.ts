import { css } from "lit";

/** Claiming and signing in: one narrow column. */
export const doorStyle = css`
  :host {
    display: block;
    max-width: 460px;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    margin-top: 16px;
  }
  .one {
    display: grid;
    gap: 4px;
  }
`;
