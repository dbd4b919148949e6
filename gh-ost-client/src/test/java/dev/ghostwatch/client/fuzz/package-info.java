/**
 * Throws every kind of text at the parsers, which must never fail.
 *
 * <p>Each class holds one fuzz test, because a JVM fuzzes one. As part of {@code verify} the inputs
 * among the test resources are tried and then each parser is fuzzed for a few seconds. For ten
 * minutes each:
 *
 * <pre>./mvnw verify -pl gh-ost-client -Dfuzz.seconds=600</pre>
 *
 * <p>An input that fails is written among the test resources, so that it is tried ever after.
 */
@NullMarked
package dev.ghostwatch.client.fuzz;

import org.jspecify.annotations.NullMarked;
