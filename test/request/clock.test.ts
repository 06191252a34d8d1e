import { describe, expect, test } from 'vitest'
import type { Fact } from '../../src/domain/request/facts.ts'
import {
  answered,
  asked,
  clarificationAsked,
  clarificationReceived,
  clockOn,
  confirmed,
  delayedUntil,
  extended,
  feeNoticed,
  feePaid,
  given,
  replied,
  signedFor,
  submitted,
} from './clock-builder.ts'

const received = submitted('2025-03-03')

describe('The clock of a request', () => {
  const history: readonly Fact[] = [
    received,
    clarificationAsked('2025-03-06'),
    clarificationReceived('2025-03-20'),
    asked('third-party', '2025-03-25', '甲', '2025-03-25'),
    answered('third-party', '2025-04-01', '甲'),
  ]

  test('restarts on the day a clarification is received and leaves out the third party’s time (arts. 30, 32, 33)', () => {
    expect(clockOn('2025-04-22', history)).toMatchObject({
      receivedOn: '2025-03-03',
      dueOn: '2025-04-25',
      state: 'running',
      remaining: 3,
      lamp: 'amber',
      faults: [],
    })
  })

  test('tells each step with its day, article and words', () => {
    const steps = clockOn('2025-04-22', history).steps.map(({ on, article, says }) => `${on} ${article} ${says}`)
    expect(steps).toEqual([
      '2025-03-03 条例第三十一条第（一）项 当面提交，当日为收到申请之日',
      '2025-03-06 条例第三十条 一次性告知补正（第 3 个工作日，限 7 个工作日内）',
      '2025-03-20 条例第三十条、第三十三条 收到补正，答复期限重新计算，次日起的第一个工作日为第 1 个工作日',
      '2025-03-25 条例第三十二条、第三十三条 征求第三方意见（甲），其间 5 个工作日不计入',
      '2025-04-04 2025 年放假通知 清明节，04-04 非工作日',
      '2025-04-25 条例第三十三条 答复截止；如需延长须经工作机构负责人同意，最迟 2025-05-27',
    ])
  })

  test('gives the same whatever the order of entry', () => {
    expect(clockOn('2025-04-22', history.toReversed()).steps).toEqual(clockOn('2025-04-22', history).steps)
  })

  test('counts the next workday as the first, whether receipt was on a workday or a Saturday (art. 33)', () => {
    given(received).deadlineIs('2025-03-31')
    given(submitted('2025-03-08')).deadlineIs('2025-04-07')
  })

  test('counts a Sunday made a workday, and may end on one (2025 notice)', () => {
    given(submitted('2025-03-28')).deadlineIs('2025-04-27').because('清明节')
  })

  test('says that a date is provisional where it was counted through a year without a calendar', () => {
    given(submitted('2026-12-20')).deadlineIs('2027-01-15').is('running', { provisional: true }).because('暂定')
    given(submitted('2018-12-20')).deadlineIs('2019-01-18').is('running', { provisional: true })
    given(submitted('2018-12-31')).is('running', { provisional: false })
    given(submitted('2026-11-30')).is('running', { provisional: false })
  })

  test('says so of the latest day of an extension, too, where only that reaches into such a year', () => {
    given(submitted('2026-11-30')).because('最迟 2027-01-25（暂定）')
    given(submitted('2026-10-12')).because('最迟 2026-12-07')
  })
})

describe('The day of receipt (art. 31)', () => {
  test('is the day a letter was signed for, or the day told where no signature is dated', () => {
    given(submitted('2025-03-01', 'signed-mail'), signedFor('2025-03-03')).deadlineIs('2025-03-31')
    given(submitted('2025-03-03', 'signed-mail')).deadlineIs('2025-03-31').is('running', { receivedOn: '2025-03-03' })
  })

  test.each(['ordinary-mail', 'online', 'fax', 'e-mail'] as const)('by %s is the day it was confirmed', (channel) => {
    given(submitted('2025-03-01', channel)).hasNoDeadline().is('awaiting-confirmation').because('尚未开始计时')
    given(submitted('2025-03-01', channel), confirmed('2025-03-03')).deadlineIs('2025-03-31')
  })

  test('is not moved by a second confirmation, nor by one that the channel does not need', () => {
    given(submitted('2025-03-01', 'online'), confirmed('2025-03-03'), confirmed('2025-03-06')).deadlineIs('2025-03-31')
    given(received, confirmed('2025-03-06'), signedFor('2025-03-07')).deadlineIs('2025-03-31')
  })

  test('does not begin a count for somebody whose clarification is still waited for', () => {
    const early = [submitted('2025-03-01', 'online'), clarificationAsked('2025-03-03')]
    given(...early).is('awaiting-confirmation')
    given(...early, confirmed('2025-03-05'))
      .hasNoDeadline()
      .is('awaiting-clarification')
    given(...early, clarificationReceived('2025-03-04'), confirmed('2025-03-20')).deadlineIs('2025-04-18')
    given(submitted('2025-03-01', 'online'), feeNoticed('2025-03-03'), feePaid('2025-03-04'))
      .hasNoDeadline()
      .is('awaiting-confirmation')
  })
})

describe('Waiting for the applicant', () => {
  test('for a clarification leaves no due date, and restarts the count when it comes (art. 30)', () => {
    given(received, clarificationAsked('2025-03-06')).on('2025-05-30').hasNoDeadline().is('awaiting-clarification')
    given(received, clarificationAsked('2025-03-06'), clarificationReceived('2025-03-20')).deadlineIs('2025-04-18')
  })

  test('may be answered the same day', () => {
    given(received, clarificationAsked('2025-03-20'), clarificationReceived('2025-03-20')).deadlineIs('2025-04-18')
  })

  test('for a payment leaves no due date, and restarts the count when it is paid (art. 42)', () => {
    given(received, feeNoticed('2025-03-10')).hasNoDeadline().is('awaiting-payment')
    given(received, feeNoticed('2025-03-10'), feePaid('2025-03-28')).deadlineIs('2025-04-27')
  })

  test('for both goes on until both have come', () => {
    const both = [received, feeNoticed('2025-03-07'), clarificationAsked('2025-03-10')]
    given(...both)
      .hasNoDeadline()
      .is('awaiting-clarification')
    given(...both, clarificationReceived('2025-03-12'))
      .hasNoDeadline()
      .is('awaiting-payment')
    given(...both, feePaid('2025-03-12'))
      .hasNoDeadline()
      .is('awaiting-clarification')
    given(...both, clarificationReceived('2025-03-12'), feePaid('2025-03-20')).deadlineIs('2025-04-18')
    given(...both, clarificationReceived('2025-03-20'), feePaid('2025-03-12')).deadlineIs('2025-04-18')
  })

  test('is asked for on the day another wait ends, without the two being confused', () => {
    given(received, feeNoticed('2025-03-07'), feePaid('2025-03-11'), clarificationAsked('2025-03-11'))
      .hasNoDeadline()
      .is('awaiting-clarification')
  })

  test('a second time restarts the count once more; that it should have been one notice is said (art. 30)', () => {
    given(
      received,
      clarificationAsked('2025-03-04'),
      clarificationReceived('2025-03-05'),
      clarificationAsked('2025-03-06'),
      clarificationReceived('2025-03-20'),
    )
      .deadlineIs('2025-04-18')
      .because('补正应当一次性告知')
  })

  test('is told to have begun late after seven workdays', () => {
    given(received, clarificationAsked('2025-03-12')).because('第 7 个工作日，限 7 个工作日内）')
    given(received, clarificationAsked('2025-03-13')).because('第 8 个工作日，限 7 个工作日内，已超过期限')
  })
})

describe('Time for asking others (arts. 32–34)', () => {
  const organ = [asked('other-organ', '2025-03-10'), answered('other-organ', '2025-03-20')]

  test('is not counted from the day after the question up to and including the day of the answer', () => {
    given(received, ...organ)
      .deadlineIs('2025-04-11')
      .because('其间 8 个工作日不计入')
    given(received, asked('other-organ', '2025-03-10'), answered('other-organ', '2025-03-10')).deadlineIs('2025-03-31')
  })

  test('counts once where it overlaps, lies within other time, or follows on it the same day', () => {
    const until25 = (from: string) => [asked('third-party', from, '乙'), answered('third-party', '2025-03-25', '乙')]
    given(received, ...organ, ...until25('2025-03-14')).deadlineIs('2025-04-16')
    given(received, ...organ, ...until25('2025-03-20')).deadlineIs('2025-04-16')
    given(received, ...until25('2025-03-07'), ...organ)
      .deadlineIs('2025-04-17')
      .because('重叠，不重复扣除')
  })

  test('that ended before the count restarted changes nothing; what lasts longer counts from the restart', () => {
    const clarified = [clarificationAsked('2025-03-06'), clarificationReceived('2025-03-20')]
    given(received, ...organ, ...clarified)
      .deadlineIs('2025-04-18')
      .because('在期限重新计算之前结束')
    given(received, ...clarified, asked('other-organ', '2025-03-10'), answered('other-organ', '2025-03-27')).deadlineIs(
      '2025-04-25',
    )
  })

  test('of a third party or co-maker ends on the 15th workday after the letter was delivered', () => {
    for (const kind of ['third-party', 'co-maker'] as const) {
      const silent = given(received, asked(kind, '2025-03-10', '甲', '2025-03-12'))
      silent
        .on('2025-04-01')
        .is('paused', { dueOn: '2025-04-24', pausedSince: '2025-03-10' })
        .because('最迟 2025-04-02')
      silent.on('2025-04-02').is('running', { dueOn: '2025-04-24' }).because('逾期未提出意见')
      given(received, asked(kind, '2025-03-10')).deadlineIs('2025-04-22')
    }
  })

  test('of several asked on one day is told alike, whoever was entered first', () => {
    const both = [asked('third-party', '2025-03-10'), asked('other-organ', '2025-03-10')]
    const told = (facts: readonly Fact[]) => clockOn('2025-03-20', [received, ...facts]).steps
    expect(told(both.toReversed())).toEqual(told(both))
  })

  test('is not prolonged by an answer that comes too late', () => {
    given(received, asked('third-party', '2025-03-10', '甲', '2025-03-12'), answered('third-party', '2025-04-10'))
      .deadlineIs('2025-04-24')
      .is('running')
  })

  test('of another organ has no end but the answer: the due date is told as if it came today', () => {
    const open = given(received, asked('other-organ', '2025-03-10'))
    open.on('2025-03-10').is('paused', { dueOn: '2025-03-31' })
    open.on('2025-03-20').is('paused', { dueOn: '2025-04-11' })
    open.on('2025-03-25').is('paused', { dueOn: '2025-04-16' }).because('按今天答复推算')
  })

  test('runs until the last of several has answered', () => {
    const two = given(received, ...organ, asked('other-organ', '2025-03-12', '乙'))
    two.on('2025-03-25').is('paused', { dueOn: '2025-04-16', pausedSince: '2025-03-12' })
  })

  test('does not move a due date that had come when the question was put', () => {
    const late = given(received, asked('other-organ', '2025-03-31'))
    late.on('2025-03-31').is('paused', { dueOn: '2025-03-31' }).because('截止日不再变动')
    late.on('2025-04-02').is('overdue', { dueOn: '2025-03-31', overdueBy: 2 })
  })

  test('is ended for all that one party was asked by one answer, and not by that of another party or kind', () => {
    const twice = [asked('other-organ', '2025-03-10'), asked('other-organ', '2025-03-11')]
    given(received, ...twice, answered('other-organ', '2025-03-20'))
      .deadlineIs('2025-04-11')
      .is('running')
    given(received, asked('other-organ', '2025-03-10'), answered('other-organ', '2025-03-20', '乙')).cannotBe(
      '2 条例第三十三条 此前没有向“乙”征求过意见',
    )
    given(received, asked('co-maker', '2025-03-10'), answered('third-party', '2025-03-20')).cannotBe('2 条例第三十二条')
  })

  test('of a party that answers and is asked again the same day goes on until its next answer', () => {
    given(received, ...organ, asked('other-organ', '2025-03-20'), answered('other-organ', '2025-03-25')).deadlineIs(
      '2025-04-16',
    )
  })
})

describe('An extension (art. 33)', () => {
  test('adds counted days, on the due date at the latest', () => {
    given(received, extended('2025-03-31', 20)).deadlineIs('2025-04-28').because('延长 20 个工作日')
    given(received, extended('2025-04-01', 20)).cannotBe('1 条例第三十三条 延长应当在期限届满之前')
  })

  test.each([0, -1, 21, 1.5, Number.NaN])('of %d workdays there is none', (workdays) => {
    given(received, extended('2025-03-10', workdays)).cannotBe('1 条例第三十三条 延长最多 20 个工作日')
  })

  test('is granted once', () => {
    given(received, extended('2025-03-10', 5), extended('2025-03-11', 5)).cannotBe(
      '2 条例第三十三条 答复期限只能延长一次',
    )
  })

  test('may be granted while another organ is asked, after the day that was due before the question', () => {
    given(
      received,
      asked('other-organ', '2025-03-10'),
      extended('2025-04-03', 5),
      answered('other-organ', '2025-04-07'),
    )
      .is('running')
      .deadlineIs('2025-05-07')
  })

  test('is kept by a count that restarts', () => {
    given(
      received,
      clarificationAsked('2025-03-06'),
      extended('2025-03-05', 10),
      clarificationReceived('2025-03-18'),
    ).deadlineIs('2025-04-29')
  })

  test('needs a period that is running', () => {
    given(received, clarificationAsked('2025-03-06'), extended('2025-03-07', 5)).cannotBe('2 条例第三十三条 此时没有')
  })
})

describe('A delayed reply (art. 35)', () => {
  const delayed = [received, delayedUntil('2025-03-20', '2025-06-01')]

  test('is due on the day that was fixed, be it a Sunday', () => {
    given(...delayed)
      .deadlineIs('2025-06-01')
      .because('确定延迟答复的合理期限，至 2025-06-01')
  })

  test('stays due then whoever is asked, and however long it is extended', () => {
    given(...delayed, asked('other-organ', '2025-03-24')).is('paused', { dueOn: '2025-06-01' })
    given(...delayed, extended('2025-03-24', 20))
      .deadlineIs('2025-06-01')
      .because('截止日不变')
  })

  test('is fixed anew by the last decision, and never for a day gone by', () => {
    given(...delayed, delayedUntil('2025-03-24', '2025-05-06')).deadlineIs('2025-05-06')
    given(received, delayedUntil('2025-03-24', '2025-03-21')).cannotBe('1 条例第三十五条')
  })

  test('is due no earlier than twenty workdays after a restart', () => {
    const paid = (on: string) => [feeNoticed('2025-03-25'), feePaid(on)]
    given(...delayed, ...paid('2025-03-28')).deadlineIs('2025-06-01')
    given(received, delayedUntil('2025-03-20', '2025-04-08'), ...paid('2025-03-28')).deadlineIs('2025-04-27')
  })
})

describe('The reply (art. 33)', () => {
  test('on the spot or on the due date is in time; later it is overdue by workdays', () => {
    given(received, replied('2025-03-03')).is('met', { dueOn: '2025-03-31' })
    given(received, replied('2025-03-31')).on('2025-07-01').is('met').because('按期答复')
    given(received, replied('2025-04-07')).on('2025-07-01').is('overdue', { overdueBy: 4 })
    given(received, replied('2025-04-07')).because('2025-04-07 答复，逾期 4 个工作日')
  })

  test('is overdue on the first day after the due date, by no workday yet on a Saturday', () => {
    given(received).on('2025-03-31').is('running', { remaining: 0 })
    given(received).on('2025-04-01').is('overdue', { overdueBy: 1 })
    given(submitted('2025-03-07')).on('2025-04-04').is('running', { dueOn: '2025-04-07', remaining: 1 })
    given(submitted('2025-02-28')).on('2025-03-29').is('overdue', { dueOn: '2025-03-28', overdueBy: 0 })
  })

  test('stops the clock: no question, restart or delay afterwards makes it late or punctual', () => {
    given(received, replied('2025-04-07'), delayedUntil('2025-04-08', '2025-06-01')).is('overdue', { overdueBy: 4 })
    given(received, replied('2025-03-20'), clarificationAsked('2025-03-21')).is('met', { dueOn: '2025-03-31' })
    given(received, asked('other-organ', '2025-03-10'), replied('2025-03-20'))
      .on('2025-07-01')
      .is('met', { dueOn: '2025-04-11' })
  })

  test('to somebody who was waited for is no late one: nothing was due', () => {
    given(received, clarificationAsked('2025-03-06'), replied('2025-05-30')).hasNoDeadline().is('met')
    given(submitted('2025-03-03', 'online'), replied('2025-05-30')).hasNoDeadline().is('met')
  })

  test('is not waited for once the applicant has withdrawn', () => {
    given(received, { happened: 'withdrawn', on: '2025-03-10', reason: '已自行查到' })
      .on('2025-07-01')
      .is('ended', { dueOn: '2025-03-31' })
  })
})

describe('What cannot be', () => {
  test('is told all at once, each with its place among the facts given', () => {
    given(
      answered('third-party', '2025-03-04'),
      submitted('2025-03-03'),
      clarificationReceived('2025-03-05'),
      feePaid('2025-03-06'),
      submitted('2025-03-07'),
      asked('co-maker', '2025-03-10', '甲', '2025-03-07'),
      signedFor('2025-03-01'),
    ).cannotBe(
      '6  早于提交申请',
      '0 条例第三十二条 此前没有向“甲”',
      '2 条例第三十条 此前没有告知补正',
      '3 条例第四十二条 此前没有发出收费通知',
      '4  申请只能提交一次',
      '5 条例第三十二条 征求意见书 2025-03-07 送达，早于 2025-03-10 发出',
    )
  })

  test('is what has not happened yet, an answer before its question, and a second answer', () => {
    given(received, replied('2025-03-31')).on('2025-03-28').cannotBe('1  2025-03-31 在 2025-03-28 之后')
    given(received, asked('other-organ', '2025-03-10'), answered('other-organ', '2025-03-07')).cannotBe(
      '2 条例第三十三条',
    )
    const twice = [answered('other-organ', '2025-03-12'), answered('other-organ', '2025-03-13')]
    given(received, asked('other-organ', '2025-03-10'), ...twice).cannotBe('3 条例第三十三条')
  })

  test('leaves the rest of the history to be counted', () => {
    expect(clockOn('2025-03-10', [received, feePaid('2025-03-06')])).toMatchObject({ dueOn: '2025-03-31' })
  })
})

describe('Waiting for the applicant’s reasons (art. 35)', () => {
  const history: readonly Fact[] = [
    received,
    { happened: 'reasons-demanded', on: '2025-03-10', about: '申请数量明显超过合理范围', until: '2025-03-24' },
    { happened: 'reasons-given', on: '2025-03-20', text: '研究需要', reasonable: true },
  ]

  test('stops the count only where the body’s rules say so, since the law is silent', () => {
    expect(clockOn('2025-03-24', history).dueOn).toBe('2025-03-31')
    expect(clockOn('2025-03-24', history, { reasonsPause: true }).dueOn).toBe('2025-04-11')
  })
})
