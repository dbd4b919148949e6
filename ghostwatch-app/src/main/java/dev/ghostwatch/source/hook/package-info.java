/**
 * gh-ost's hooks as a source: the scripts that report, how they are put beside existing ones, and
 * the spool folder they report through.
 */
@NullMarked
package dev.ghostwatch.source.hook;

import org.jspecify.annotations.NullMarked;
