/**
 * The words GhostWatch says to people, in English and Chinese; never a field, metric or command
 * name.
 */
@NullMarked
package dev.ghostwatch.text;

import org.jspecify.annotations.NullMarked;
