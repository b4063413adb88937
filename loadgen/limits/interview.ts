import { askLimiter } from './ask-limiter.ts';
import type { Cast } from './cast.ts';
import type { Crew } from './crew.ts';
import { askCrowd, askCrowdAgain } from './crowd.ts';
import { askDelivery } from './deliver.ts';
import { askEnding, leaveHalf } from './ending.ts';
import type { Findings } from './findings.ts';
import { askHour } from './hour.ts';
import { learnCounting } from './learn-counting.ts';
import type { Named } from './name-limiter.ts';
import { askAlone } from './solo.ts';
import type { Voice } from './voice.ts';

/**
 * All questions, one behind the other. What somebody does not want to wait for any more is left out, and so is what comes
 * when the target is gone. Returns what kind of limiter it is, where that was asked.
 */
export async function interview(cast: Cast, crew: Crew, findings: Findings): Promise<Named | undefined> {
  const everybody = [...new Set([...cast.solos, ...cast.crowd, cast.namer, ...cast.hourly])];
  if (!(await learnCounting(cast.solos[0], crew, everybody))) {
    if (!crew.signal.aborted)
      findings.unjudged(
        'R3',
        'every command counts, and an empty window takes longer than patience: give --patience',
      );
    return undefined;
  }
  let named: Named | undefined;
  if (crew.declares.minute) {
    await askMinute(cast, everybody, { crew, findings });
    if ((await isThere(everybody, crew)) && (await crew.emptyMinute(everybody)))
      named = await askLimiter(cast.namer, crew);
  }
  if (crew.declares.hour && (await isThere(everybody, crew))) await askHour(cast.hourly, crew, findings);
  return named;
}

async function askMinute(
  { solos, crowd }: Cast,
  everybody: readonly Voice[],
  { crew, findings }: { crew: Crew; findings: Findings },
): Promise<void> {
  const alone = await askAlone(solos, crew, findings);
  if (!(await isThere(everybody, crew))) return;
  const asked = new Set(alone.map(({ voice }) => voice));
  const sent = await askCrowd(
    crowd.filter((voice) => !asked.has(voice)),
    crew,
    findings,
  );
  const bursts = [...alone.flatMap(({ first, again }) => [first, ...(again ? [again] : [])]), ...sent];
  if (!(await isThere(everybody, crew))) return;
  await askDelivery(bursts, everybody, { crew, findings });
  const limited = bursts.filter(({ ruling }) => ruling.kind === 'held').map(({ voice }) => voice);
  const ending = [...new Set(limited)];
  await leaveHalf(ending);
  if (await crew.emptyMinute(everybody)) {
    await askEnding(ending, crew, findings);
    const isToGoOn = (await isThere(everybody, crew)) && (await crew.emptyMinute(everybody));
    if (isToGoOn) await askCrowdAgain(sent, alone, { crew, findings });
  } else if (!crew.signal.aborted) findings.unjudged('R5', 'takes an empty window: give --patience for it');
}

/** Whether the target is still there, and somebody wants to go on. One refused connection may be a hiccup. */
async function isThere(voices: readonly Voice[], crew: Crew): Promise<boolean> {
  if (crew.signal.aborted) return false;
  const [someone] = voices;
  const lost = voices.find(({ unreachable }) => unreachable !== undefined) ?? someone;
  const isDoubtful = lost?.unreachable !== undefined || voices.every(({ isConnected }) => !isConnected);
  if (lost === undefined || !isDoubtful) return true;
  await crew.wait(RETRY_MS);
  await lost.logIn();
  return lost.unreachable === undefined;
}

const RETRY_MS = 300;
