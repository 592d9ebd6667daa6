import assert from 'node:assert/strict';
import fc from 'fast-check';
import { html, raw } from '../../../routes/pages/html.js';

const BACK: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

describe('html', () => {
  it('escapes whatever stands in it, and nothing is lost by that', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const written = html`${text}`.toString();
        assert.doesNotMatch(written, /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        const storable = text.replace(/[^\P{Cc}\t\n\r]/gu, '\uFFFD');
        assert.equal(
          written.replace(/&[^;]+;/g, (escape) => BACK[escape]!),
          storable,
        );
      }),
    );
  });

  it('takes templates, lists and what is marked as HTML as they are, and leaves nothing for what is not there', () => {
    const items = ['<1>', '2'].map((item) => html`<li>${item}</li>`);
    const page = html`<ul title="${'"'}">
        ${items}
      </ul>
      ${undefined}${false}${0}${raw('<hr>')}`;
    assert.equal(page.toString().replace(/\n */g, ''), '<ul title="&quot;"><li>&lt;1&gt;</li><li>2</li></ul>0<hr>');
  });
});
