/**
 * The environment for another npm, or for other packages: without what the npm that started this process told its own
 * scripts.
 */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const isForeign = (name: string): boolean => /^npm_(?!config_(registry|cache|userconfig))/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
}
