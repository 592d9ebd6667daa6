import assert from 'node:assert/strict';
import { closeSync, constants, openSync } from 'node:fs';
import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type MailMessage } from '../../../../src/sending/messages/mail-message.js';
import { outbox } from '../../../../src/sending/messages/outbox.js';
import { makePipe } from '../../../support/make-pipe.js';
import { makeFolder } from '../../../support/process.js';
import { readMail } from '../../../support/read-mail.js';
import { waitUntil } from '../../../support/wait-until.js';

const MAIL: MailMessage = {
  id: 'invitation-7-1',
  from: { name: 'Acme Ltd', address: 'invitations@localhost' },
  to: { name: '../../etc/passwd', address: 'ada@example.com' },
  subject: 'Acme Ltd invites you',
  text: 'Hello\n',
  html: '<p>Hello</p>\n',
  date: 0,
};

describe('outbox', () => {
  let folder: string;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ folder, remove } = await makeFolder());
  });
  afterEach(() => remove());

  it('writes a mail as a file of its own that a mail program opens, for our user only', async () => {
    const made = join(folder, 'data', 'outbox');
    assert.deepEqual(await outbox({ folder: made }).mail(MAIL), { outcome: 'sent', reply: '' });
    assert.deepEqual(await readdir(made), ['invitation-7-1.eml']);
    const path = join(made, 'invitation-7-1.eml');
    assert.deepEqual([(await stat(path)).mode & 0o777, (await stat(made)).mode & 0o777], [0o600, 0o700]);
    const { headers, parts } = readMail(await readFile(path, 'utf8'));
    assert.deepEqual(headers.get('to'), ['"../../etc/passwd" <ada@example.com>']);
    assert.deepEqual(headers.get('message-id'), ['<invitation-7-1@localhost>']);
    assert.equal(parts.get('text/plain'), 'Hello\n');
  });

  it('writes a text message as text, and the same one again over itself', async () => {
    const { sms } = outbox({ folder });
    const message = { id: 'invitation-8-1', to: '15550100', text: 'Acme: https://gateway.example.com/' };
    await sms(message);
    assert.deepEqual(await sms(message), { outcome: 'sent', reply: '' });
    assert.deepEqual(await readdir(folder), ['invitation-8-1.txt']);
    const text = await readFile(join(folder, 'invitation-8-1.txt'), 'utf8');
    assert.equal(text, 'To: 15550100\n\nAcme: https://gateway.example.com/\n');
  });

  it('takes a mail to what is no address as permanent', async () => {
    const to = { name: '', address: 'a@example.com, b@example.com' };
    assert.equal((await outbox({ folder }).mail({ ...MAIL, to })).outcome, 'permanent');
    assert.deepEqual(await readdir(folder), []);
  });

  it('takes a folder that cannot be made as temporary', async () => {
    await writeFile(join(folder, 'file'), '');
    const blocked = await outbox({ folder: join(folder, 'file', 'outbox') }).mail(MAIL);
    assert.deepEqual(blocked, { outcome: 'temporary', fault: 'outbox folder: ENOTDIR', reply: '' });
  });

  describe('in a folder that does not answer', () => {
    const pipe = (id: string) => join(folder, `${id}.txt.${process.pid}.part`);
    const send = ({ sms }: ReturnType<typeof outbox>, id: string) => sms({ id, to: '15550100', text: id });

    /** Opens the other end of the pipe. Resolves when the outbox has had its answer. */
    async function answer(id: string): Promise<void> {
      const end = openSync(pipe(id), constants.O_RDONLY | constants.O_NONBLOCK);
      await waitUntil('the answer', async () => !(await readdir(folder)).includes(basename(pipe(id))));
      closeSync(end);
    }

    it('gives a file up, begins no other before the end of that one, and then goes on', async () => {
      for (const id of ['a', 'b']) makePipe(pipe(id));
      const box = outbox({ folder, deadlineMs: 200 });
      const late = { outcome: 'temporary', fault: 'outbox folder: timed out', reply: '' };
      assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((id) => send(box, id))), [late, late, late]);
      await answer('a');
      assert.deepEqual(await send(box, 'd'), { outcome: 'sent', reply: '' });
      assert.deepEqual((await readdir(folder)).sort(), [basename(pipe('b')), 'd.txt']);
    });

    it('waits for no file any more when it is closed', async () => {
      makePipe(pipe('a'));
      const box = outbox({ folder });
      const underWay = send(box, 'a');
      box.close();
      assert.deepEqual(await underWay, { outcome: 'temporary', fault: 'stopped', reply: '' });
      await answer('a');
    });
  });

  it('takes a full disk as temporary and leaves nothing half-written', async () => {
    // Every write to this device fails because the disk is full.
    await symlink('/dev/full', join(folder, `invitation-7-1.eml.${process.pid}.part`));
    const full = await outbox({ folder }).mail(MAIL);
    assert.deepEqual(full, { outcome: 'temporary', fault: 'outbox folder: disk full', reply: '' });
    assert.deepEqual(await readdir(folder), []);
  });
});
