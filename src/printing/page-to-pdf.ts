import type { Devtools } from './devtools.js';

/**
 * Prints a page through a browser. The page is handed over as data and shown at about:blank, so it comes from no file
 * and from no host: the browser lets it read none. Its scripts do not run.
 */
export async function pageToPdf({ send, event }: Devtools, html: string): Promise<Buffer> {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  await send('Emulation.setScriptExecutionDisabled', { value: true }, sessionId);
  await send('Page.enable', {}, sessionId);
  await send('Page.setLifecycleEventsEnabled', { enabled: true }, sessionId);
  // The blank page of the new target may still be loading. This one is known by its loader.
  const { frameId, loaderId } = await send('Page.navigate', { url: 'about:blank' }, sessionId);
  await event('Page.lifecycleEvent', { name: 'load', loaderId });
  // The stylesheet is there when the page has loaded.
  const loaded = event('Page.lifecycleEvent', { name: 'load', loaderId });
  await Promise.all([send('Page.setDocumentContent', { frameId, html }, sessionId), loaded]);
  const { data } = await send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true }, sessionId);
  return Buffer.from(data, 'base64');
}
