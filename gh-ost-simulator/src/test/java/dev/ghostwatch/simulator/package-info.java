/** Tests of the simulator, most of them against recordings of real gh-ost runs. */
@NullMarked
package dev.ghostwatch.simulator;

import org.jspecify.annotations.NullMarked;
