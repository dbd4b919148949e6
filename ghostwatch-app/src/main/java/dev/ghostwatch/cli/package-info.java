/** The commands a person types: they read through the rooms below and say what those found. */
@NullMarked
package dev.ghostwatch.cli;

import org.jspecify.annotations.NullMarked;
