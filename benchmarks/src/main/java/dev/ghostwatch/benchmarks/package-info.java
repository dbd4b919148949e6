/** Makes the input of benchmarks, and the peers that the same run measures. */
@NullMarked
package dev.ghostwatch.benchmarks;

import org.jspecify.annotations.NullMarked;
