/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's factorisation, in place: `matrix` (rows of a square, lower
 * triangle used) is overwritten by its factor. Null where A is not positive definite to working precision.
 */
export function solveSymmetric(matrix: Float64Array[], right: Float64Array): Float64Array | null {
  const n = right.length;
  for (let column = 0; column < n; column += 1) {
    const pivotRow = matrix[column]!;
    let pivot = pivotRow[column]!;
    for (let k = 0; k < column; k += 1) pivot -= pivotRow[k]! * pivotRow[k]!;
    if (!(pivot > 0)) return null;
    const root = Math.sqrt(pivot);
    pivotRow[column] = root;
    for (let at = column + 1; at < n; at += 1) {
      const row = matrix[at]!;
      let sum = row[column]!;
      for (let k = 0; k < column; k += 1) sum -= row[k]! * pivotRow[k]!;
      row[column] = sum / root;
    }
  }
  const solution = Float64Array.from(right);
  for (let at = 0; at < n; at += 1) {
    for (let k = 0; k < at; k += 1) solution[at]! -= matrix[at]![k]! * solution[k]!;
    solution[at]! /= matrix[at]![at]!;
  }
  for (let at = n - 1; at >= 0; at -= 1) {
    for (let k = at + 1; k < n; k += 1) solution[at]! -= matrix[k]![at]! * solution[k]!;
    solution[at]! /= matrix[at]![at]!;
  }
  return solution;
}
