/** Throws every kind of text at the parsers, which must never fail. */
@NullMarked
package dev.ghostwatch.client.fuzz;

import org.jspecify.annotations.NullMarked;
