import { css } from "lit";

export const overviewStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 12px 24px;
    align-items: start;
  }
  .cols {
    display: grid;
    grid-template-columns: minmax(230px, 0.9fr) minmax(0, 1.5fr) minmax(230px, 0.9fr);
    gap: 20px;
    align-items: start;
  }
  .cols > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
  }
  .card > h2 {
    margin-bottom: 8px;
  }
  .runs li {
    display: grid;
    grid-template-columns: minmax(108px, 0.6fr) minmax(0, 2fr);
    gap: 14px;
    align-items: center;
    padding: 10px 0;
    border-top: 1px solid var(--line);
  }
  .runs li:first-child {
    border-top: 0;
  }
  .runs a,
  .new a {
    color: inherit;
    font-weight: 600;
    line-height: 26px;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  .runs a:hover,
  .new a:hover {
    text-decoration: underline;
  }
  .new li {
    display: grid;
    gap: 4px;
    justify-items: start;
    padding: 8px 0 12px;
  }
  .teach {
    display: grid;
    gap: 10px;
    justify-items: start;
  }
  .teach h2 {
    font-size: 18px;
    color: var(--ink);
  }
  .links a {
    display: inline-block;
    line-height: 26px;
    margin-right: 14px;
  }
  .links {
    margin-top: 8px;
  }
  @media (max-width: 1020px) {
    header {
      grid-template-columns: minmax(0, 1fr);
    }
    .cols {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .cols > .racks {
      grid-row: span 2;
    }
  }
  @media (max-width: 640px) {
    .cols {
      grid-template-columns: minmax(0, 1fr);
    }
    .cols > .racks {
      order: 3;
    }
  }
`;
