#!/usr/bin/env node
import { unfitNode } from './unfit-node.js';

// Whatever this process writes (database, outbox, prints) is for its own user alone.
process.umask(0o077);
const refusal = unfitNode(process.versions.node);
if (refusal === undefined) {
  // Imported only now, because the import can fail on a Node.js that is too old.
  const { start } = await import('./start.js');
  await start().catch((error: unknown) => end(error instanceof Error ? error.message : String(error)));
} else {
  end(refusal);
}

function end(words: string): never {
  process.stderr.write(`${words}\n`);
  // An open port would keep the process alive although it serves nobody.
  process.exit(1);
}
