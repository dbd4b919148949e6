/**
 * gh-ost's log: what each line is, read from bytes without making objects. {@link
 * dev.ghostwatch.client.log.LineScanner} turns lines into a {@link
 * dev.ghostwatch.client.log.LineBatch}; a line means the same wherever it stands, so parts of a
 * file can be scanned side by side.
 */
@NullMarked
package dev.ghostwatch.client.log;

import org.jspecify.annotations.NullMarked;
