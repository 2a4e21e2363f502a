//! Criterion benchmarks of matching.
