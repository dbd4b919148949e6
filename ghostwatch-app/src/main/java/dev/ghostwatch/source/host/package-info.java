/** The host as a source: its load, memory, disks, the gh-ost processes, and the kernel's log. */
@NullMarked
package dev.ghostwatch.source.host;

import org.jspecify.annotations.NullMarked;
