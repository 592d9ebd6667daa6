import { html, type Html, raw } from '../../html.js';

// Each decision has its own shape, for people who cannot tell the colours apart and for paper without colours.
const SHAPES = {
  1: '<path class="shape" d="M6 1h8l5 5v8l-5 5H6l-5-5V6z"/><path class="sign" d="M5.5 8.5h9v3h-9z"/>',
  2: '<path class="shape" d="M10 1l9.5 17.5H.5z"/><path class="sign" d="M8.8 7h2.4l-.4 6H9.2zM8.8 14.2h2.4v2.4H8.8z"/>',
  3: '<circle class="shape" cx="10" cy="10" r="9.5"/><path class="sign" d="M8.6 14.6L4.4 10.4l1.8-1.8 2.4 2.4 5.2-5.4 1.8 1.8z"/>',
};

/** Gives the CSS class of a decision: 1 redirect, 2 proceed with caution, 3 or more proceed. */
export function decisionClass(final: number): 'redirect' | 'caution' | 'proceed' {
  return final <= 1 ? 'redirect' : final === 2 ? 'caution' : 'proceed';
}

/**
 * Draws the shape of a decision. Words beside it say the same, so screen readers skip it. `place` is for further
 * attributes.
 */
export function reportIcon(final: number, place: Html = html`class="icon"`): Html {
  const shape = raw(SHAPES[final <= 1 ? 1 : final === 2 ? 2 : 3]);
  return html`<svg ${place} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    <g class="${decisionClass(final)}">${shape}</g>
  </svg>`;
}
