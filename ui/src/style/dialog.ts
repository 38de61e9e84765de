import { css } from "lit";

/** A dialog in front of the page; the same for a question and for a sheet with forms. */
export const dialogStyle = css`
  dialog {
    width: min(480px, calc(100vw - 32px));
    max-height: calc(100dvh - 24px);
    overflow: auto;
    padding: 24px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--sheet);
    color: var(--ink);
    box-shadow: 0 24px 64px rgb(0 0 0 / 28%);
  }
  dialog::backdrop {
    background: var(--veil);
  }
  dialog > form {
    display: grid;
    gap: 16px;
  }
  dialog h2 {
    font-size: 21px;
    line-height: 1.25;
    letter-spacing: -0.02em;
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  dialog form > .buttons {
    justify-content: flex-end;
  }
  @media (max-height: 520px) {
    dialog {
      padding: 16px 20px;
    }
    dialog > form {
      gap: 10px;
    }
  }
`;
