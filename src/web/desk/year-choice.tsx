/** One of the years that a page offers. */
export function YearChoice({ years, year }: { readonly years: readonly number[]; readonly year: number }) {
  return (
    <div>
      <label for="filter-year">年度</label>
      <select class="ds-input" id="filter-year" name="year">
        {years.map((one) => (
          <option value={one} selected={one === year}>
            {one}年
          </option>
        ))}
      </select>
    </div>
  )
}
