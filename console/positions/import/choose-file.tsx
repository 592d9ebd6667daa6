import { useRef, useState } from 'react';
import { ConfirmDialog } from '../../changes/confirm-dialog.js';
import { Field } from '../../parts/field.js';
import { words } from '../../words/words.js';

/** The limit of the gateway, for the whole request. */
const MAX_BYTES = 1_048_576;

interface ChooseFileParts {
  /** Something that would be lost is there already. */
  asks: boolean;
  onText(text: string): void;
}

/** Takes a file of the operator. It asks before it replaces what is there. */
export function ChooseFile({ asks, onText }: ChooseFileParts) {
  const text = words.positionImport;
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const [waiting, setWaiting] = useState<{ name: string; text: string }>();
  const forget = () => {
    setWaiting(undefined);
    // So that the same file can be chosen again after it was changed.
    if (input.current) input.current.value = '';
  };
  const take = async (file: File) => {
    const read = await readText(file);
    setFault('fault' in read ? `${file.name} ${read.fault}` : undefined);
    if ('fault' in read) return forget();
    if (asks) return setWaiting({ name: file.name, text: read.text });
    onText(read.text);
    forget();
  };
  return (
    <>
      <Field label={text.file} hint={text.fileHint} fault={fault}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="file"
            accept=".yaml,.yml,.json"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void take(file);
            }}
          />
        )}
      </Field>
      {waiting && (
        <ConfirmDialog
          title={text.replace(waiting.name)}
          go={text.replaceGo}
          grave
          busy={false}
          problem={null}
          onGo={() => {
            onText(waiting.text);
            forget();
          }}
          onClose={forget}
        >
          <p>{text.replaceDetail}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

async function readText(file: File): Promise<{ text: string } | { fault: string }> {
  const { tooLarge, notUtf8, unreadable } = words.positionImport;
  if (file.size > MAX_BYTES) return { fault: tooLarge };
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return { fault: unreadable };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return new Blob([JSON.stringify({ text })]).size > MAX_BYTES ? { fault: tooLarge } : { text };
  } catch {
    return { fault: notUtf8 };
  }
}
