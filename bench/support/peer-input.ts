import { readFileSync } from 'node:fs';

export interface PeerInput {
  port: number;
  /** The pages to answer, by their size: what the gateway answered. */
  pages: Map<string, string>;
  databaseUrl: string;
  publicUrl: string;
}

/** What a peer is told by its environment. */
export function peerInput(env = process.env): PeerInput {
  const pages = JSON.parse(readFileSync(env['PAGES']!, 'utf8')) as Record<string, string>;
  return {
    port: Number(env['PORT']),
    pages: new Map(Object.entries(pages)),
    databaseUrl: env['DATABASE_URL']!,
    publicUrl: env['PUBLIC_URL']!,
  };
}
