/** The diagnosis rules: small pure functions from facts to findings. */
@NullMarked
package dev.ghostwatch.insight.diagnosis;

import org.jspecify.annotations.NullMarked;
