/**
 * Standard output and standard error of a command. With `--json`, standard output carries one document and
 * nothing else, so that `goldenrod … --json | jq` always works.
 */
export type Output = {
  emit(document: unknown): Promise<void>;
  print(line: string): void;
  complain(line: string): void;
};

export type OutputStreams = { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream };

export function createOutput(json: boolean, streams: OutputStreams = process): Output {
  return {
    emit: (document) => write(streams.stdout, `${JSON.stringify(document)}\n`),
    print: (line) => void (json ? streams.stderr : streams.stdout).write(`${line}\n`),
    complain: (line) => void streams.stderr.write(`${line}\n`),
  };
}

/** A reader that has gone (`| head`) is no failure: we stop quietly, as other tools do. */
export function ignoreBrokenPipe(streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(0);
    });
  }
}

function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
