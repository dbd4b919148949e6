/** Linux's process file system: its small files, and what tells one process from another. */
@NullMarked
package dev.ghostwatch.proc;

import org.jspecify.annotations.NullMarked;
