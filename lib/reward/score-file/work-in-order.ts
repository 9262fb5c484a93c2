/**
 * Does the work of each task side by side, `concurrency` at once, and hands over what came of it in the order of the tasks. What
 * fails is thrown after the others have ended what they have in hand; nothing new is begun then.
 */
export async function workInOrder<Task, Result>(tasks: AsyncGenerator<Task>, { concurrency, work, onDone }: { concurrency: number; work(task: Task): Promise<Result>; onDone(task: Task, result: Result): void }): Promise<void> {
  const finished = new Map<number, { task: Task; result: Result }>();
  let taken = 0;
  let next = 0;
  let isFailing = false;
  // A generator answers in the order in which it is asked, so that places follow the tasks.
  const take = async () => {
    const { value, done } = await tasks.next();
    return done ? null : { task: value, place: taken++ };
  };
  const go = async () => {
    for (let one = await take(); one && !isFailing; one = await take()) {
      try {
        finished.set(one.place, { task: one.task, result: await work(one.task) });
        for (let ready = finished.get(next); ready; ready = finished.get(next)) {
          onDone(ready.task, ready.result);
          finished.delete(next);
          next += 1;
        }
      } catch (error) {
        isFailing = true;
        throw error;
      }
    }
  };
  const settled = await Promise.allSettled(Array.from({ length: concurrency }, go));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
