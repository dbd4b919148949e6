/** The logs that container engines keep of the programs they run. */
@NullMarked
package dev.ghostwatch.source.container;

import org.jspecify.annotations.NullMarked;
