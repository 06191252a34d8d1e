// The page of verification: a cell and its place in the source light up together.
export {}
