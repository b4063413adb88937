/**
 * Groups what waits: while one run is under way, further items queue and go out together in the next one. Under load,
 * many messages share a statement and its commit; a lone one does not wait at all.
 *
 * @param run takes 1 to `most` items and resolves to their results, in their order; when it fails, each caller of that
 *   run gets the error
 */
export function batched<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  const waiting: Caller<Item, Result>[] = [];
  let underWay = false;

  async function drain(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) await serve(waiting.splice(0, most), run);
    underWay = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!underWay) void drain();
    });
}

interface Caller<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

async function serve<Item, Result>(
  callers: readonly Caller<Item, Result>[],
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  let results: readonly Result[];
  try {
    results = await run(callers.map(({ item }) => item));
    if (results.length !== callers.length)
      throw new RangeError(`${results.length} results for ${callers.length} items`);
  } catch (error) {
    for (const { reject } of callers) reject(error);
    return;
  }
  for (const [at, result] of results.entries()) callers[at]?.resolve(result);
}
