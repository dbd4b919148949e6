/** Parsers for what {@code status} and {@code sup} answer, in every dialect that is known. */
@NullMarked
package dev.ghostwatch.client.status;

import org.jspecify.annotations.NullMarked;
