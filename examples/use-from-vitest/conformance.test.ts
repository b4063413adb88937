import { testConformance } from 'tchatator-check/vitest';

// Each case is a test, by its name. What could not be judged is skipped, with the reason.
testConformance({
  target: 'tchatator.yaml',
  only: ['login', 'send/ok'],
  skip: ['login/race'],
});
