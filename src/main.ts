import { unfitNode } from './unfit-node.js';

const refusal = unfitNode(process.versions.node);
if (refusal === undefined) {
  // Not before: an import can fail where Node.js is too old for it.
  const { runGateway } = await import('./gateway.js');
  await runGateway().catch((error: unknown) => end(error instanceof Error ? error.message : String(error)));
} else {
  end(refusal);
}

function end(words: string): never {
  process.stderr.write(`${words}\n`);
  // A port that is open already would keep a process alive that serves nobody.
  process.exit(1);
}
