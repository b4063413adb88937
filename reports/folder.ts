/** The folder that a case stands in, by its id: `send/content` for `send/content/colons`. */
export function folderOf({ id }: { readonly id: string }): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}
