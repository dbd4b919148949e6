/**
 * Recordings of what a gh-ost was asked and answered, {@code socket.jsonl}: one exchange a line.
 */
@NullMarked
package dev.ghostwatch.source.recording;

import org.jspecify.annotations.NullMarked;
