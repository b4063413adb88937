/** What GitHub Actions offers a step to report by. */
export interface GithubActions {
  /** What a step appends here, in Markdown, is shown on the page of the run. */
  readonly summaryFile?: string;
}

/** Whether it is GitHub Actions that runs us, as its runner tells every step. */
export function githubActions(env: Readonly<NodeJS.ProcessEnv>): GithubActions | undefined {
  if (env.GITHUB_ACTIONS !== 'true') return undefined;
  const { GITHUB_STEP_SUMMARY: summaryFile = '' } = env;
  return summaryFile === '' ? {} : { summaryFile };
}

/**
 * A text that the runner prints and takes no commands from: a line of it may begin with `::` because a server wrote so.
 * @param token what nobody can guess: the runner takes commands again where it comes
 */
export function withoutCommands(text: string, token: string): string {
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}
