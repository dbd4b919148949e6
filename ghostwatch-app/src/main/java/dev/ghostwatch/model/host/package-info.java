/** Figures of the host and of the gh-ost processes on it. */
@NullMarked
package dev.ghostwatch.model.host;

import org.jspecify.annotations.NullMarked;
