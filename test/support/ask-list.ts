/** Signs in at a gateway of this machine as the partner of the demo, and asks for its list. */
export async function askList(port: number, password: string) {
  const reply = await fetch(`http://127.0.0.1:${port}/api/1.0`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`demo-partner:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"command":"application_get","partner_api":true}',
  });
  return (await reply.json()) as { error_code: number; application_list?: { app_link_full: string }[] };
}
