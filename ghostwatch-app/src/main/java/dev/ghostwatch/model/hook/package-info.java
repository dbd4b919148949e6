/** What gh-ost's hooks report. */
@NullMarked
package dev.ghostwatch.model.hook;

import org.jspecify.annotations.NullMarked;
