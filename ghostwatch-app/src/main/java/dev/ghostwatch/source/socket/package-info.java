/** The control socket as a source: what is asked, and how seldom. */
@NullMarked
package dev.ghostwatch.source.socket;

import org.jspecify.annotations.NullMarked;
