package io.github.grad4j.benchmarks;

/** How much is measured. */
enum Extent {
  /** What the targets are about, in less than ten minutes. */
  CORE,
  /** Every contender, rule, op and gradient. */
  FULL
}
