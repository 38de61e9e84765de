/** How the page looks. */
export const themeEn = {
  look: "Look",
  themes: { system: "As the system", light: "Light", dark: "Dark", contrast: "High contrast" },
};
