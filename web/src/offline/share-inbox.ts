import { shareField, shareMark } from './share-target';

/** Files that another app shared, until the page that opens for them asks. In memory only: nothing is stored. */
export class ShareInbox {
  #files: File[] = [];

  constructor(readonly scope: string) {}

  /** Takes the system's post and sends the browser to the page. */
  async receive(request: Request): Promise<Response> {
    // The page says that nothing came where the post cannot be read.
    const form = await request.formData().catch(() => new FormData());
    // Another share may still wait for its page.
    this.#files.push(...form.getAll(shareField).filter((entry): entry is File => entry instanceof File));
    return Response.redirect(`${this.scope}?${shareMark}`, 303);
  }

  handOver(port: MessagePort | undefined): void {
    port?.postMessage(this.#files);
    this.#files = [];
  }
}
