// The first that fits: browsers also name those whose pages they can show.
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A User-Agent in words, such as "Firefox on Linux". Undefined if it is none that people know. */
export function browserName(agent: string | null | undefined): string | undefined {
  if (!agent) return undefined;
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1];
  const system = SYSTEMS.find(([sign]) => sign.test(agent))?.[1];
  return browser !== undefined && system !== undefined ? `${browser} on ${system}` : (browser ?? agent.slice(0, 40));
}
