import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('the positions in the console', (world) => {
  it('are listed, and lead to their applications', async () => {
    const watched = await world.enter('/positions', 'viewer');
    const { page } = watched;
    await page.getByText('There are no positions yet.').waitFor();
    const { positionId } = await world.seed.partner();
    await world.seed.position([], { aname: 'Pilot' });
    await page.reload();
    await page.getByText('nobody may order it').waitFor();
    await lookAt(watched, 'positions');
    await page.getByRole('link', { name: 'Show applications of Customer Service' }).click();
    await page.waitForURL(`**/applications?position=${positionId}`);
    await page.getByRole('heading', { name: 'Applications' }).waitFor();
  });
});
