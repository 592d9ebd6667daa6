import { useRouter } from 'wouter';

/** Makes the address of an operation that the browser itself opens, such as a file or a frame. */
export function useAddress(): (path: string, query?: Record<string, string | number>) => string {
  // PUBLIC_URL may have a path, and all operations are below it.
  const prefix = useRouter().base.replace(/\/console$/, '');
  return (path, query = {}) => {
    const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return `${prefix}${path}${parameters.size > 0 ? `?${parameters.toString()}` : ''}`;
  };
}
