/** A stand-in gh-ost that tells scripted stories on a control socket and in a log. */
@NullMarked
package dev.ghostwatch.simulator;

import org.jspecify.annotations.NullMarked;
