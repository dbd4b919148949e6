/** Reads whole log files, on all cores, in bounded memory. */
@NullMarked
package dev.ghostwatch.source.log.read;

import org.jspecify.annotations.NullMarked;
