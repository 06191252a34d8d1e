import { describe, expect, test } from 'vitest'
import { paperOf, wordsOf } from './papers.ts'

async function cellOf(inner: string): Promise<string> {
  const paper = await paperOf(`<table><tr><td>规章</td><td>${inner}</td></tr></table>`)
  const [grid] = wordsOf(paper)
  return (grid as string[][])[0]?.[1] ?? 'no cell'
}

describe('a cell says what a visitor of the page sees', () => {
  test.each([
    ['a mark of a footnote', '22<sup>1</sup>', '22'],
    ['a linked mark of a footnote', '22<sup><a href="#n1">[1]</a></sup>', '22'],
    ['a circled mark of a footnote', '22<sup>①</sup>', '22'],
    ['a number struck out before the right one', '<s>999</s><del>98</del> 3', '3'],
    ['digits that take room and are not shown', '<span style="visibility: hidden">88</span>3', '3'],
    ['digits of no size', '<span style="color:red;font-size:0">8</span>3', '3'],
    ['a field that shows a number', '<input type="text" value="17" readonly>', '17'],
    ['a field that is not shown', '<input type="hidden" value="17">4', '4'],
  ])('without being misled by %s', async (_, inner, shown) => expect(await cellOf(inner)).toBe(shown))

  test('but a number printed raised is still the number', async () => {
    expect(await cellOf('<sup>17</sup>')).toBe('17')
  })

  test('and a small type of half a point is still a type', async () => {
    expect(await cellOf('<span style="font-size:0.8em">17</span>')).toBe('17')
  })

  test('a cell that shows a picture is not blank, it cannot be told', async () => {
    expect(await cellOf('<p><img src="n.png" alt="7"></p>')).toBe('\ufffd')
    expect(await cellOf('<img src="dot.gif">7')).toBe('7')
    expect(await cellOf('')).toBe('')
  })

  test('fields outside tables are search boxes and say nothing', async () => {
    expect(wordsOf(await paperOf('<p>检索<input value="2023"></p>'))).toEqual(['检索'])
  })
})
