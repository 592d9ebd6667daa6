import { nearestWord, slipsBetween } from '../../engine/config/nearest-word.js';
import { VARIABLES } from './config.js';

/**
 * Says in a sentence each which variables of the environment are almost one of ours, and so have no effect. Almost
 * means: other capitals, other separators, a prefix of ours before it (`POP_DATABASE_URL`), or a slip or two of the
 * keyboard. Values are not repeated.
 */
export function almostOurs(env: Record<string, string | undefined>): string[] {
  const set = Object.keys(env).filter((name) => (env[name] ?? '') !== '');
  return set.flatMap((name) => {
    const meant = meantBy(name);
    // If ours is set as well, the other one is somebody else's. Kubernetes gives a service "pop" a POP_PORT=tcp://...
    if (meant === undefined || set.includes(meant) || /^(tcp|udp):/.test(env[name]!)) return [];
    return [`${name} is not read. Is it meant to be ${meant}?`];
  });
}

const OURS = Object.keys(VARIABLES);

// Names as short as these are near to names of other programs (HOST and HOSTS), so only swapped letters count.
const SHORT = 4;
const PREFIXES = /^(POP_?GATEWAY|POP|GATEWAY)_/;

function meantBy(name: string): string | undefined {
  if (OURS.includes(name)) return undefined;
  const plain = name.toUpperCase().replaceAll('-', '_').replace(PREFIXES, '');
  const same = OURS.find((ours) => bare(ours) === bare(plain));
  if (same !== undefined) return same;
  const near = nearestWord(plain, OURS);
  if (near === undefined || near.length > SHORT) return near;
  return near.length === plain.length && slipsBetween(sorted(near), sorted(plain)) === 0 ? near : undefined;
}

const bare = (name: string): string => name.replaceAll('_', '');
const sorted = (name: string): string => [...name].sort().join('');
