/** Reads the tables that gh-ost itself writes: its changelog and its checkpoints. */
@NullMarked
package dev.ghostwatch.source.changelog;

import org.jspecify.annotations.NullMarked;
