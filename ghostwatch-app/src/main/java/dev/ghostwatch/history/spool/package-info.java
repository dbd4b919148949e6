/** What is kept outside the store while the store cannot be written. */
@NullMarked
package dev.ghostwatch.history.spool;

import org.jspecify.annotations.NullMarked;
