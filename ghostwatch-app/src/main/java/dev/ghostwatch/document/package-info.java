/** The contract's documents: snapshots and other values as JSON and YAML, with fixed names. */
@NullMarked
package dev.ghostwatch.document;

import org.jspecify.annotations.NullMarked;
