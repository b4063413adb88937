// Ends well when a container runtime answers and has the image named by the first argument, pulled if missing; else says
// why on standard error. A process of its own, because a request to a runtime that never answers cannot be called off.
import { clearTimeout, setTimeout } from 'node:timers';
import { ImageName, getContainerRuntimeClient } from 'testcontainers';

const RUNTIME_DEADLINE_MS = 3_000;
const IMAGE_DEADLINE_MS = 180_000;

const reference = process.argv[2];
const missing = `the image ${reference} is not there and cannot be pulled`;
const deadline = setTimeout(
  giveUp,
  RUNTIME_DEADLINE_MS,
  `no container runtime answers within ${RUNTIME_DEADLINE_MS} ms`,
);
const client = await getContainerRuntimeClient().catch((error) =>
  giveUp(`no container runtime answers (${error.message})`),
);
clearTimeout(deadline);

setTimeout(giveUp, IMAGE_DEADLINE_MS, `${missing} within ${IMAGE_DEADLINE_MS} ms`);
const image = ImageName.fromString(reference);
await client.image.pull(image).catch((error) => giveUp(`${missing} (${error.message})`));
// A pull that breaks off half way is no error to the client.
if (!(await client.image.exists(image))) giveUp(missing);
process.exit(0);

function giveUp(reason) {
  console.error(reason);
  process.exit(1);
}
