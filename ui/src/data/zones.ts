/** Every zone that the browser knows, and its own. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf("timeZone");
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
