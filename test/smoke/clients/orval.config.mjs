// The one setting that its command line lacks: the address of the gateway.
export const gateway = {
  input: './openapi.yaml',
  output: { target: './made/orval.ts', client: 'fetch', baseUrl: { runtime: 'process.env.GATEWAY_URL' } },
};
export default { gateway };
