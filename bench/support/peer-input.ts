import { readFileSync } from 'node:fs';

export interface PeerInput {
  port: number;
  /** The pages to answer with, by their size. The gateway gave them. */
  pages: Map<string, string>;
  databaseUrl: string;
  publicUrl: string;
}

/** Reads the input of a peer from its environment. */
export function peerInput(env = process.env): PeerInput {
  const pages = JSON.parse(readFileSync(env['PAGES']!, 'utf8')) as Record<string, string>;
  return {
    port: Number(env['PORT']),
    pages: new Map(Object.entries(pages)),
    databaseUrl: env['DATABASE_URL']!,
    publicUrl: env['PUBLIC_URL']!,
  };
}
