import assert from 'node:assert/strict';
import { applicationLink, reportLink } from '../../engine/links.js';

describe('links', () => {
  for (const publicUrl of ['https://pop.example', 'https://pop.example/']) {
    it(`stand under ${publicUrl}`, () => {
      assert.equal(applicationLink(publicUrl, 'T-1', 'T_2'), 'https://pop.example/app_link/app_link.html?app_link=T-1&acc_link=T_2'); // prettier-ignore
      assert.equal(reportLink(publicUrl, 'T-3', 'T_2'), 'https://pop.example/rep_link/rep_link.html?rep_link=T-3&acc_link=T_2'); // prettier-ignore
    });
  }

  it('stand under a path', () => {
    const link = new URL(applicationLink('https://pop.example/a/', 'x', 'y'));
    assert.equal(link.pathname, '/a/app_link/app_link.html');
    assert.equal(link.searchParams.get('app_link'), 'x');
  });
});
