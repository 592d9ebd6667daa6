import assert from 'node:assert/strict';
import { clusterFinding, encryptionFinding } from '../../../../src/cli/doctor/database-checks.js';
import { ok } from '../../../../src/cli/doctor/finding.js';
import { nodeFinding } from '../../../../src/cli/doctor/program-checks.js';
import { runChecks } from '../../../../src/cli/doctor/run-checks.js';
import { sizeFinding } from '../../../../src/cli/doctor/storage-checks.js';

describe('runChecks', () => {
  it('goes on after a check that throws, and leaves out what does not apply', async () => {
    const lines = await runChecks([
      {
        name: 'broken',
        look: () => {
          throw new Error('no');
        },
      },
      { name: 'none', look: () => undefined },
      { name: 'rejected', look: () => Promise.reject(new Error('never')) },
      { name: 'good', look: () => ok('fine') },
    ]);
    assert.deepEqual(
      lines.map(({ name, status, found }) => [name, status, found]),
      [
        ['broken', 'fail', 'no'],
        ['rejected', 'fail', 'never'],
        ['good', 'ok', 'fine'],
      ],
    );
  });

  it('gives up a check that does not end', async () => {
    const lines = await runChecks([{ name: 'silent', look: () => new Promise(() => undefined) }], 10);
    assert.deepEqual(
      lines.map(({ name, status, found }) => [name, status, found]),
      [['silent', 'fail', 'it did not end within 0.01 s']],
    );
  });
});

describe('what the doctor finds', () => {
  const statuses = (cases: [unknown, string | undefined][], of: (input: never) => { status: string } | undefined) =>
    assert.deepEqual(
      cases.map(([input]) => of(input as never)?.status),
      cases.map(([, status]) => status),
    );

  it('is that an old Node.js does not fit', () => {
    const { status, found } = nodeFinding('18.0.0');
    assert.equal(status, 'fail');
    assert.match(found, /^Node\.js 18\.0\.0 can't run this/);
  });

  it('is a warning for a connection to another machine that is not encrypted', () => {
    statuses(
      [
        [undefined, undefined],
        [{ host: 'db.example.com', cipher: undefined }, 'warn'],
        [{ host: 'db.example.com', cipher: 'TLS_AES_256_GCM_SHA384' }, 'ok'],
        [{ host: 'localhost', cipher: undefined }, 'ok'],
      ],
      encryptionFinding,
    );
  });

  it('is how far a node of a cluster can be used', () => {
    const node = { primary: true, ready: true, state: 'Synced', nodes: 3 };
    statuses(
      [
        [undefined, undefined],
        [node, 'ok'],
        [{ ...node, nodes: 2 }, 'warn'],
        [{ ...node, state: 'Donor/Desynced' }, 'warn'],
        [{ ...node, primary: false }, 'fail'],
        [{ ...node, ready: false }, 'fail'],
      ],
      clusterFinding,
    );
  });

  it('is a warning where most of the space is free, and much', () => {
    const GIB = 1024 ** 3;
    const of = (space: { bytes: number; free: number }) => sizeFinding(space, [{ name: 'audit_log', rows: 100_000 }]);
    statuses(
      [
        [{ bytes: 4 * GIB, free: 3 * GIB }, 'warn'],
        [{ bytes: 4 * GIB, free: 1 * GIB }, 'ok'],
        [{ bytes: 1000, free: 900 }, 'ok'],
      ],
      of,
    );
    assert.match(of({ bytes: 1, free: 0 }).found, /^1 MiB, 0 MiB of it free; rows: audit_log 100000 or more$/);
  });
});
