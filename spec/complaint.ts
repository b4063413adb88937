/** What is wrong with a step and what to do, before it is known where the step stands. */
export type Complaint = { message: string; cure: string };
