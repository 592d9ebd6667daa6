import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHtml } from '../../engine/escape-html.js';

describe('escapeHtml', () => {
  it('leaves nothing that begins a tag, an entity or ends an attribute', () => {
    assert.equal(escapeHtml(`<a href="x" title='y'>&amp;`), '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;');
    fc.assert(
      fc.property(fc.string(), (text) => assert.doesNotMatch(escapeHtml(text), /[<>"']|&(?!(amp|lt|gt|quot|#39);)/)),
    );
  });
});
