import { describeConsole } from './describe-console.js';
import { lookAt } from './look-at.js';

describeConsole('signing in to the console', (world) => {
  it('shows the sign-in screen at every address of the console', async () => {
    const watched = await world.open();
    await watched.page.goto(`${world.address}/accounts/10000042?from=a-link`);
    await watched.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await lookAt(watched, 'sign-in');
  });
});
