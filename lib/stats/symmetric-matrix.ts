/** A symmetric matrix of `size` rows, row after row; only functions here read it. */
export type SymmetricMatrix = Float64Array;

/**
 * Cholesky's factor L of a positive definite matrix, A = LLᵀ, in the lower triangle of a new array. Null where a pivot is not
 * above 0: the matrix is not positive definite. O(size³).
 */
export function factorise(matrix: SymmetricMatrix, size: number): Float64Array | null {
  const factor = Float64Array.from(matrix);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = factor[row * size + column]!;
      for (let k = 0; k < column; k += 1) sum -= factor[row * size + k]! * factor[column * size + k]!;
      if (column < row) factor[row * size + column] = sum / factor[column * size + column]!;
      else if (sum > 0) factor[row * size + row] = Math.sqrt(sum);
      else return null;
    }
  }
  return factor;
}

/** Solves A·x = right for the factor of A, in place. O(size²). */
export function solveFactored(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  for (let row = 0; row < size; row += 1) {
    let sum = right[row]!;
    for (let k = 0; k < row; k += 1) sum -= factor[row * size + k]! * right[k]!;
    right[row] = sum / factor[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const value = right[row]! / factor[row * size + row]!;
    right[row] = value;
    // Along the row of L, which is the column of Lᵀ: memory is read in order.
    for (let k = 0; k < row; k += 1) right[k]! -= factor[row * size + k]! * value;
  }
  return right;
}

/** The inverse of a positive definite matrix, or null. O(size³). */
export function invert(matrix: SymmetricMatrix, size: number): SymmetricMatrix | null {
  const factor = factorise(matrix, size);
  if (!factor) return null;
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    column.fill(0);
    column[at] = 1;
    inverse.set(solveFactored(factor, size, column), at * size);
  }
  return inverse;
}

/** B·M·B for symmetric B and M. O(size³). */
export function sandwich(bread: SymmetricMatrix, meat: SymmetricMatrix, size: number): SymmetricMatrix {
  return multiply(bread, multiply(meat, bread, size), size);
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < size; k += 1) {
      const value = left[row * size + k]!;
      if (value === 0) continue;
      for (let column = 0; column < size; column += 1) product[row * size + column]! += value * right[k * size + column]!;
    }
  }
  return product;
}

/** Square roots of the diagonal: standard errors of a covariance matrix. */
export function takeErrors(covariance: SymmetricMatrix, size: number): number[] {
  return Array.from({ length: size }, (_, at) => Math.sqrt(Math.max(0, covariance[at * size + at]!)));
}

/** Standard errors of all differences, √(V_ii + V_jj − 2·V_ij). */
export function takeDifferenceErrors(covariance: SymmetricMatrix, size: number): number[][] {
  const error = (i: number, j: number) => Math.sqrt(Math.max(0, covariance[i * size + i]! + covariance[j * size + j]! - 2 * covariance[i * size + j]!));
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 0 : error(i, j))));
}
