/** Of browsers that know file handlers; not yet among TypeScript's own types. */
interface LaunchQueue {
  setConsumer(consume: (launch: { files: readonly { getFile(): Promise<File> }[] }) => void): void;
}

/** Takes the files with which the installed page is started from the system's file manager (`file_handlers`). */
export function takeLaunchedFiles(open: (files: File[]) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    // One that cannot be had any more stops none of the others.
    void Promise.allSettled(files.map((file) => file.getFile())).then((asked) => {
      const given = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      if (given.length > 0) open(given);
    });
  });
}
