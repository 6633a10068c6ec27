import { shareField, shareMark } from './share-target';

/** Files that another app shared, until the page that opens for them asks. In memory only: nothing is stored. */
export class ShareInbox {
  /** By the number that the page is opened with: another share may still wait for its own. */
  #shares = new Map<string, File[]>();

  constructor(readonly scope: string) {}

  /** Takes the system's post and sends the browser to the page. */
  async receive(request: Request): Promise<Response> {
    // The page says that nothing came where the post cannot be read.
    const form = await request.formData().catch(() => new FormData());
    const id = crypto.randomUUID();
    this.#shares.set(id, form.getAll(shareField).filter((entry): entry is File => entry instanceof File));
    return Response.redirect(`${this.scope}?${shareMark}=${id}`, 303);
  }

  handOver(id: string, port: MessagePort | undefined): void {
    port?.postMessage(this.#shares.get(id) ?? []);
    this.#shares.delete(id);
  }
}
