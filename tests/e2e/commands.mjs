// Runs command lines of `comity` in one process, as the start does: those that only prepare what a browser is to show. Each
// would take half a second to load all commands again. Those that are tested run in processes of their own.
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '#cli/run';

process.on('message', async ({ id, argv }) => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const said = Promise.all([text(out), text(err)]);
  const code = await run(argv, { out, err });
  out.end();
  err.end();
  const [printed, complained] = await said;
  process.send({ id, code, out: printed, err: complained });
});
process.on('disconnect', () => process.exit());
