/** Holds the parsers against what real gh-ost binaries said. */
@NullMarked
package dev.ghostwatch.client.recordings;

import org.jspecify.annotations.NullMarked;
