/**
 * A step that a document tells its reader to do: a shell block to run or a file to write, and the answer that it shows.
 */
export interface DocumentStep {
  /** The line where the block begins, for messages. */
  line: number;
  kind: 'run' | 'write';
  text: string;
  /** The file of a `write` step. */
  file?: string;
  /** The answer that the document shows: the block right after the block of a `run` step. */
  answer?: { kind: 'json' | 'http' | 'text'; text: string };
}

interface Block {
  line: number;
  language: string;
  text: string;
}

const ANSWERS = ['json', 'http', 'text'] as const;

/**
 * Returns the steps of a Markdown text. `sh` blocks are run. A `js` block whose first line is a comment with a file
 * name is written to that file. A `json`, `http` or `text` block is the answer to the `sh` block right before it. A
 * block of another language is a picture and no step. A `js` block without a name and an answer without a `sh` block
 * before it are refused, because nobody would check them.
 */
export function documentSteps(markdown: string): DocumentStep[] {
  const steps: DocumentStep[] = [];
  let asked: DocumentStep | undefined;
  for (const { line, language, text } of blocksOf(markdown)) {
    const answer = ANSWERS.find((kind) => kind === language);
    if (answer) {
      if (!asked) throw new Error(`line ${line}: an answer to nothing`);
      asked.answer = { kind: answer, text };
      asked = undefined;
    } else if (language === 'sh') {
      asked = { line, kind: 'run', text };
      steps.push(asked);
    } else if (language === 'js') {
      const file = /^\/\/ ([\w.-]+)\n/.exec(text)?.[1];
      if (file === undefined) throw new Error(`line ${line}: a js block begins with its file name`);
      steps.push({ line, kind: 'write', text, file });
    }
  }
  return steps;
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  markdown.split('\n').forEach((text, index) => {
    if (!open) {
      const language = /^```(\w*)/.exec(text)?.[1];
      if (language !== undefined) open = { line: index + 1, language, text: '' };
    } else if (text === '```') {
      blocks.push(open);
      open = undefined;
    } else {
      open.text += `${text}\n`;
    }
  });
  if (open) throw new Error(`line ${open.line}: the block does not end`);
  return blocks;
}
