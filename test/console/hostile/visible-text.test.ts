import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../console/hostile/visible-text.js';

// All controls are below.
const TEXT = fc.array(fc.integer({ min: 0, max: 0xfeff })).map((codes) => String.fromCharCode(...codes));

describe('visibleText', () => {
  it('shows what turns the writing or cannot be seen as escapes, and keeps lines and tabs', () => {
    assert.equal(
      visibleText('exe.\u202Egpj\u2066\u200B\u0000\u001b[31m'),
      'exe.\\u202egpj\\u2066\\u200b\\u0000\\u001b[31m',
    );
    assert.equal(visibleText('a\tb\r\nc\nd'), 'a\tb\nc\nd');
    assert.equal(visibleText('آدا <script>'), 'آدا <script>');
  });

  it('leaves none of them in any text', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        assert.doesNotMatch(visibleText(text), /[\p{Bidi_Control}]|(?![\n\t])\p{Cc}/u);
      }),
    );
  });
});
