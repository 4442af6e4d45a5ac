import { HotUsers } from '../../../src/service/work/hot-users';

const item = (n: number, user = 'hot') => ({ user, n });

describe(HotUsers, () => {
  it('lets so many events of a user go, and the next ones in their order as those are done', () => {
    const users = new HotUsers<ReturnType<typeof item>>(2);
    expect([1, 2, 3, 4].map((n) => users.keeps(item(n)))).toEqual([false, false, true, true]);
    expect(users.keeps(item(1, 'other'))).toBe(false);
    expect(users.settled(item(1))).toEqual(item(3));
    expect(users.settled(item(2))).toEqual(item(4));
    expect([users.settled(item(3)), users.settled(item(4))]).toEqual([undefined, undefined]);
    expect([5, 6, 7].map((n) => users.keeps(item(n)))).toEqual([false, false, true]);
  });

  it('lets fewer go of a user whom Amplitude throttles, and loses none', () => {
    const users = new HotUsers<ReturnType<typeof item>>(500);
    const all = Array.from({ length: 1000 }, (_, n) => item(n));
    const sent = all.filter((each) => !users.keeps(each));
    expect(sent).toHaveLength(500);
    users.throttled('hot');
    let mostHeld = 0;
    for (let done = 0; done < sent.length; done += 1) {
      const next = users.settled(sent[done] ?? item(-1));
      if (next !== undefined) {
        sent.push(next);
        mostHeld = Math.max(mostHeld, sent.length - done - 1);
      }
    }
    expect(sent).toEqual(all);
    expect(mostHeld).toBe(100);
  });
});
