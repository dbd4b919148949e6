/** The journal of systemd as a source of log lines. */
@NullMarked
package dev.ghostwatch.source.journal;

import org.jspecify.annotations.NullMarked;
